banxin_test(unit_text
  SOURCES unit/text_flow_test.cpp unit/text_title_test.cpp unit/text_cache_test.cpp unit/text_middles_test.cpp unit/text_scripts_test.cpp property/setting.cpp
  ROOMS text reader font
  LIBRARIES PkgConfig::HARFBUZZ fmt::fmt)
target_compile_definitions(test_unit_text PRIVATE BANXIN_FONT_DIRS="${BANXIN_TEST_FONTS}")
