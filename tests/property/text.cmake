banxin_test(property_text
  SOURCES property/composition_test.cpp property/paragraphs.cpp property/setting.cpp property/checks.cpp
  ROOMS text reader font)
target_compile_definitions(test_property_text PRIVATE BANXIN_FONT_DIRS="${BANXIN_TEST_FONTS}")
banxin_test(property_vertical
  SOURCES property/vertical_test.cpp property/paragraphs.cpp property/setting.cpp property/checks.cpp
  ROOMS text reader font)
target_compile_definitions(test_property_vertical PRIVATE BANXIN_FONT_DIRS="${BANXIN_TEST_FONTS}")
banxin_test(property_scripts SOURCES property/scripts_test.cpp property/directions_test.cpp property/setting.cpp ROOMS text reader font)
target_compile_definitions(test_property_scripts PRIVATE BANXIN_FONT_DIRS="${BANXIN_TEST_FONTS}")
