banxin_test(unit_strict SOURCES unit/strict_test.cpp ROOMS text model base)
