banxin_test(unit_register SOURCES unit/register_test.cpp unit/hold_test.cpp ROOMS register files LIBRARIES SQLite::static)
