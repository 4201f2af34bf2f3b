// 国发〔2012〕5号: a document's number is one, and its brackets stand close to their digits. Serves breaks and the composer.
#pragma once

#include "text/atoms.hpp"

namespace banxin::text {

/// Atoms of a document's number, the last one included: 号, or digits where none follows. `code`: the first hanzi of its issuer's code (国办发),
/// as far as that can be told; `open` where there is none.
struct DocumentNumber {
    std::size_t code = 0, open = 0, close = 0, last = 0;
};

std::vector<DocumentNumber> document_numbers(const std::vector<Atom>& atoms);

/// Takes the blank out of the brackets of documents' numbers, so that they are half as wide and one with their digits, on the grid too.
void close_document_numbers(Atoms& atoms);

/// In lines that need not be full, as a heading's, each that fits into one line stays whole, its issuer's code too.
void keep_numbers_whole(std::vector<Atom>& atoms, const Style& style, Length measure);

}  // namespace banxin::text
