// Documents' numbers (发文字号) as they are typed, with the slips that are common.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace banxin::reader {

/// What looks like a document's number from its bracket on, and how it is written.
struct TypedNumber {
    std::size_t end = 0;  // behind its 号; 0: it is none
    std::string written;
};

/// [2012]5号, 〔26〕3号, 〔2026〕第003号, 「2026」3号, 〔2026]3号 at character `at`. What may be something else is none: （2026年）3号.
TypedNumber loose_document_number(std::u32string_view text, std::size_t at);

}  // namespace banxin::reader
