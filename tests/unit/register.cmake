banxin_test(unit_register SOURCES unit/register_test.cpp ROOMS register LIBRARIES SQLite::static)
