banxin_test(unit_reader SOURCES unit/reader_brief_test.cpp unit/reader_layout_test.cpp ROOMS reader LIBRARIES fmt::fmt)
