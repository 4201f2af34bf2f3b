banxin_test(unit_xml
  SOURCES unit/xml_cost_test.cpp unit/xml_document_test.cpp unit/xml_faults_test.cpp unit/xml_property_test.cpp unit/xml_query_test.cpp unit/xml_xmllint_test.cpp
  ROOMS xml
  LIBRARIES fmt::fmt)
