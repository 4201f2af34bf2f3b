banxin_test(unit_base SOURCES unit/base_test.cpp ROOMS base)
