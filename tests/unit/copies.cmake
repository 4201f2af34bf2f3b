banxin_test(unit_copies SOURCES unit/copies_test.cpp unit/copies_support.cpp unit/run_test.cpp unit/font_support.cpp ROOMS library batch LIBRARIES fmt::fmt)
target_compile_definitions(test_unit_copies PRIVATE BANXIN_FONT_DIRS="${BANXIN_TEST_FONTS}")
