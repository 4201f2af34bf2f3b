// What a register keeps in English words, as people read it.
#pragma once

#include <string_view>

#include "base/diagnostics.hpp"
#include "register/records.hpp"

namespace banxin::office {

/// The state; of a reserved number also whether a document is under way for it, or it is kept for one that was not published.
std::string_view word_of(const registry::Issue& issue, Language language);
std::string_view word_of(registry::Kind kind, Language language);
/// What the file is to the issue.
std::string_view word_of(const registry::File& file, Language language);
/// A note: one of the program's own is translated.
std::string_view note_in(std::string_view note, Language language);

}  // namespace banxin::office
