banxin_test(unit_xml
  SOURCES unit/xml_document_test.cpp unit/xml_faults_test.cpp unit/xml_property_test.cpp unit/xml_query_test.cpp unit/xml_xmllint_test.cpp
  ROOMS xml
  LIBRARIES fmt::fmt)

# The fuzz entry over its seeds; with clang, -fsanitize=fuzzer takes the place of standalone.cpp.
add_executable(fuzz_xml fuzz/xml_fuzz.cpp fuzz/standalone.cpp)
banxin_strict(fuzz_xml)
target_link_libraries(fuzz_xml PRIVATE banxin_xml)
file(GLOB seeds CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/data/xml/*)
add_test(NAME fuzz_xml COMMAND fuzz_xml ${PROJECT_SOURCE_DIR}/samples/work-brief.xml ${seeds})
