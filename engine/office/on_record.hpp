// Files on the disk compared with their hashes on record.
#pragma once

#include <optional>
#include <string>

#include "register/register.hpp"

namespace banxin::office {

/// A file as it is put on record, whatever its size.
std::optional<registry::File> record_of(const char* role, const std::string& path, Diagnostics& diagnostics);

/// A file's path as it is put on record. What is no file (a brief in memory, a layout of the library's own) stands there under its name, which
/// is no absolute path: its hash is kept, and nothing is compared with it later.
std::string path_on_record(const std::string& name);

/// Where a document is published as people know it: the file, or the folder of a run.
std::string place_of(const std::string& document);

/// The catalogue of fonts, which the register knows as one of them: no font is XML.
bool is_catalogue(const registry::File& file);
/// Pictures are on record as parts of the brief, for registers that know no other role.
inline constexpr const char* kRoleOfPictures = "brief";
bool is_picture(const registry::File& file);

/// False, and reported: a pipe or a device, of which no hash can be compared later.
bool can_be_read_again(const std::string& path, Diagnostics& diagnostics);

struct Compared {
    enum class Is : std::uint8_t {
        kSame,
        kOther,    // read whole, and another content
        kMissing,  // its folder is there, and it is not in it
        kUnknown,  // anything else: no right to read, folder gone, a pipe
    } is = Is::kUnknown;
    int error = 0;  // of the system, where it is unknown
};
Compared compare(const registry::File& file);

/// For recovery: the document was published if it lies where it should with its content, and will lie there after a power cut too.
/// Reports where that cannot be told.
registry::Register::Finding look_for(const registry::Issue& issue, const registry::Publication& prepared, const std::string& register_file,
                                     Diagnostics& diagnostics);

}  // namespace banxin::office
