// What a brief of many editions may hold besides: fields, which are the table's before anything else reads the brief.
#include <array>

#include "reader/schema.hpp"

namespace banxin::reader {
namespace {

using A = AttributeSpec;
using S = std::string_view;

// clang-format off
constexpr std::array kField{
    A{"name", Type::kText, true, "", 0, 0, "", "Column of the table.", "表格的列名。"},
};
constexpr std::array kTest{
    A{"field", Type::kText, true, "", 0, 0, "", "Column of the table.", "表格的列名。"},
    A{"is", Type::kText, false, "", 0, 0, "", "What the cell must be; several stand between vertical bars. Without it: not empty.",
      "单元格须等于的内容，多个以竖线隔开；不写则非空即可。"},
};
constexpr std::array kEach{
    A{"field", Type::kText, true, "", 0, 0, "", "Column of the table.", "表格的列名。"},
    A{"separator", Type::kText, false, "", 0, 0, "、", "What parts the cell.", "单元格内各项之间的分隔符。"},
};
constexpr std::array kFigure{
    A{"field", Type::kText, true, "", 0, 0, "", "Column of the table.", "表格的列名。"},
};
constexpr std::array kEditions{
    A{"name", Type::kText, false, "", 0, 0, "", "Columns with the edition's own name: it must occur, and in no other edition. Several stand between vertical bars.",
      "本版本自有名称所在的列：必须出现，且不得出现在其他版本中。多列以竖线隔开。"},
    A{"shared", Type::kText, false, "", 0, 0, "", "Columns that list names of others which the edition may name.", "列出本版本可以提到的其他名称的列。"},
    A{"must-name", Type::kText, false, "", 0, 0, "", "Columns that list names which must occur.", "列出必须出现的名称的列。"},
    A{"must-not-name", Type::kText, false, "", 0, 0, "", "Columns that list names which must not occur.", "列出不得出现的名称的列。"},
    A{"separator", Type::kText, false, "", 0, 0, "、", "What stands between the names of a list.", "名称之间的分隔符。"},
    A{"copies", Type::kText, false, "", 0, 0, "", "Column with the number of copies.", "份数所在的列。"},
    A{"first-copy", Type::kText, false, "", 0, 0, "", "Column with the first copy number.", "起号所在的列。"},
    A{"last-copy", Type::kText, false, "", 0, 0, "", "Column with the last copy number.", "止号所在的列。"},
    A{"print-run", Type::kInteger, false, "", 0, 1000000, "", "Sum of the copies of all editions.", "各版本份数之和。"},
};

constexpr std::array<S, 1> kAnythingE{kAnything};
constexpr std::array kPassage{Particle{kAnythingE, Occurs::kAny}};

constexpr std::array kElements{
    ElementSpec{"editions", kEditions, {}, false, false, Type::kAnyText, "What the columns mean; the first element of the brief.", "各列的含义，写在简报的最前面。"},
    ElementSpec{"field", kField, {}, false, false, Type::kAnyText, "The text of the row's cell. In attributes: {name}.", "本行单元格的文字；属性中写作 {列名}。"},
    ElementSpec{"when", kTest, kPassage, false, true, Type::kAnyText, "Kept where the cell is what it must be.", "单元格符合条件时保留的内容。"},
    ElementSpec{"unless", kTest, kPassage, false, true, Type::kAnyText, "Left out where the cell is what it must be.", "单元格符合条件时略去的内容。"},
    ElementSpec{"each", kEach, kPassage, false, true, Type::kAnyText, "Once for each part of the cell.", "单元格内每一项重复一次。"},
    ElementSpec{"item", {}, {}, false, false, Type::kAnyText, "The part at hand; inside each.", "当前一项，写在 each 内。"},
    ElementSpec{"figure", kFigure, {}, false, true, Type::kAnyText, "A locked figure: it must be the table's; empty, it is filled in.",
                "锁定的数字：须与表格一致；留空时由表格填入。"},
};
// clang-format on

}  // namespace

const ElementSpec* field_element(std::string_view name) {
    for (const ElementSpec& spec : kElements)
        if (spec.id == name) return &spec;
    return nullptr;
}

std::span<const ElementSpec> field_elements() { return kElements; }

}  // namespace banxin::reader
