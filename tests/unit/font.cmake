banxin_test(unit_font
  SOURCES unit/font_catalogue_test.cpp unit/font_choose_test.cpp unit/font_face_test.cpp unit/font_index_test.cpp
          unit/font_names_test.cpp unit/font_report_test.cpp unit/font_support.cpp
  ROOMS font text
  LIBRARIES PkgConfig::HARFBUZZ PkgConfig::FREETYPE PkgConfig::ICU_UC)
target_compile_definitions(test_unit_font PRIVATE BANXIN_FONT_DIRS="${BANXIN_TEST_FONTS}")
