banxin_test(unit_pdf
  SOURCES unit/pdf_cff_test.cpp unit/pdf_content_test.cpp unit/pdf_objects_test.cpp unit/pdf_writer_test.cpp unit/font_support.cpp
  ROOMS pdf
  LIBRARIES PkgConfig::HARFBUZZ PkgConfig::FREETYPE PkgConfig::ICU_UC fmt::fmt)
target_compile_definitions(test_unit_pdf PRIVATE BANXIN_FONT_DIRS="${BANXIN_TEST_FONTS}")
