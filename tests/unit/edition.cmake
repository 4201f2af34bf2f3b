banxin_test(unit_table SOURCES unit/table_test.cpp ROOMS table)
banxin_test(unit_edition SOURCES unit/edition_test.cpp unit/edition_numbered_test.cpp ROOMS edition)
