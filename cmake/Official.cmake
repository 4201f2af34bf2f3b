# cmake -DOUT=official.cpp -DCATALOGUE=fonts.xml "-DLAYOUTS=a.xml b.xml" -P Official.cmake: files as arrays of bytes.
function(array name file)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${hex}")
  set(${name} "${bytes}" PARENT_SCOPE)
endfunction()

separate_arguments(LAYOUTS)
set(arrays "")
set(table "")
foreach(file ${LAYOUTS} ${CATALOGUE})
  get_filename_component(name ${file} NAME_WE)
  string(MAKE_C_IDENTIFIER ${name} variable)
  array(bytes ${file})
  string(APPEND arrays "constexpr char k_${variable}[] = {${bytes}};\n")
  set(entry "{\"${name}\", std::string_view(k_${variable}, sizeof k_${variable})}")
  if(file STREQUAL CATALOGUE)
    set(catalogue "${entry}")
  else()
    string(APPEND table "    ${entry},\n")
  endif()
endforeach()
file(WRITE ${OUT} "// Made from layouts/ and fonts/ by cmake/Official.cmake.
#include \"api/official.hpp\"

namespace banxin::api {
namespace {

${arrays}
constexpr Official kLayouts[] = {
${table}};
constexpr Official kCatalogue = ${catalogue};

}  // namespace

std::span<const Official> official_layouts() { return kLayouts; }
const Official& official_catalogue() { return kCatalogue; }

}  // namespace banxin::api
")
