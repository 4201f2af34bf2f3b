banxin_test(unit_api
  SOURCES unit/api_test.cpp unit/api_engine_test.cpp unit/api_batch_test.cpp unit/api_build_test.cpp unit/api_register_test.cpp unit/api_run_test.cpp unit/api_misuse_test.cpp unit/api_limits_test.cpp unit/api_pictures_test.cpp unit/api_wrong_call_test.cpp unit/api_c99_test.cpp unit/api_c99.c unit/api_support.cpp
  ROOMS shared)
target_compile_definitions(test_unit_api PRIVATE BANXIN_FONT_DIRS="${BANXIN_TEST_FONTS}")
target_include_directories(test_unit_api PRIVATE ${PROJECT_BINARY_DIR}/rooms/base)
set_target_properties(test_unit_api PROPERTIES C_STANDARD 99 C_EXTENSIONS OFF)
add_test(NAME unit_api_symbols COMMAND python3 ${PROJECT_SOURCE_DIR}/tests/unit/api_symbols_test.py $<TARGET_FILE:banxin_shared>)
