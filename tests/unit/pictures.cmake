banxin_test(unit_pictures SOURCES unit/pictures_test.cpp ROOMS library compose page LIBRARIES fmt::fmt)
set_tests_properties(unit_pictures PROPERTIES WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
