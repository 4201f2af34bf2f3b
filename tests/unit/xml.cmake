banxin_test(unit_xml
  SOURCES unit/xml_document_test.cpp
  ROOMS xml)
