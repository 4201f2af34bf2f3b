// One line for each message that has options or commands of the program as its remedy.
#include "cli/advice.hpp"

#include <algorithm>
#include <iterator>

namespace banxin::cli {
namespace {

struct Advice {
    int code;
    Text text;
};

// clang-format off
constexpr Text kFonts{"--fonts DIR names a folder of fonts", "用 --fonts 文件夹 指定存放字体的文件夹"};
constexpr Text kOwnLayout{"--layout FILE takes a layout of your own: with '/' in its name, or .xml at its end",
                          "自编的版式用 --layout 文件 指定：文件名含“/”或以 .xml 结尾"};
constexpr Text kRecover{"banxin register recover FILE", "banxin register recover 登记簿"};
constexpr Text kDecide{"banxin register recover FILE, or with SERIES NUMBER --reason WHY to make it void",
                       "banxin register recover 登记簿；自行作废时再加 系列 编号 --reason 原因"};
constexpr Text kResume{"the same command with --resume", "原来的命令加 --resume"};
constexpr Advice kAdvice[] = {
    {1310, {"--fonts DIR names a folder of fonts; free ones are in the package banxin-fonts, and ./run brief fetches them into a checkout",
            "用 --fonts 文件夹 指定字体；免费字体可安装软件包 banxin-fonts，源码目录中由 ./run brief 下载"}},
    {1401, kFonts},
    {1403, kFonts},
    {1404, kFonts},
    {1407, kFonts},
    {1603, kOwnLayout},
    {1606, kOwnLayout},
    {1701, {"banxin register init FILE makes one", "用 banxin register init 登记簿 建立"}},
    {1714, {"banxin register reprint, or banxin register reissue", "banxin register reprint 登记重印，banxin register reissue 换发"}},
    {1715, {"banxin register issue FILE SERIES NUMBER", "banxin register issue 登记簿 系列 编号"}},
    {1716, {"banxin register reserve, or banxin register reissue", "banxin register reserve 另取编号，banxin register reissue 换发"}},
    {1726, {"--register FILE --series NAME", "--register 登记簿 --series 系列"}},
    {1727, {"-o FILE names another", "用 -o 另取文件名"}},
    {1732, kRecover},
    {1733, kRecover},
    {1734, kDecide},
    {1740, kRecover},
    {1746, {"banxin register backup FILE COPY makes one", "备份用 banxin register backup 登记簿 副本 制作"}},
    {1748, {"banxin batch ... --resume, or banxin register recover FILE SERIES NUMBER --reason WHY",
            "banxin batch …… --resume 续做，或 banxin register recover 登记簿 系列 编号 --reason 原因"}},
    {1752, {"banxin register void FILE SERIES NUMBER --reason WHY", "banxin register void 登记簿 系列 编号 --reason 原因"}},
    {1757, {"banxin register void FILE SERIES NUMBER --reason WHY", "banxin register void 登记簿 系列 编号 --reason 原因"}},
    {1760, kRecover},
    {1761, kResume},
    {1813, {"--key COLUMN", "--key 列名"}},
    {1820, {"banxin batch BRIEF --editions TABLE --out FOLDER", "banxin batch 简报 --editions 数据表 --out 文件夹"}},
    {1839, {"banxin build ... --copies 1-500, or banxin batch ... --numbered", "banxin build …… --copies 1-500，或 banxin batch …… --numbered"}},
    {1846, kResume},
    {1849, kResume},
    {1850, kResume},
    {1858, {"--volume-pages N", "--volume-pages 页数"}},
    {1861, {"--numbered, or --merge NAME", "--numbered，或 --merge 名称"}},
    {1864, {"--copies says which are made", "要生成的份号由 --copies 指定"}},
    {1873, {"--list LAYOUT, as before", "照原来的写 --list 版式"}},
    {1874, {"--only PART --out FOLDER", "--only 版本 --out 文件夹"}},
    {1876, kResume},
    {1881, {"leave out --resume", "去掉 --resume"}},
};
// clang-format on

}  // namespace

std::string advice(int code, Language language) {
    const auto* found = std::find_if(std::begin(kAdvice), std::end(kAdvice), [&](const Advice& a) { return a.code == code; });
    return found == std::end(kAdvice) ? std::string() : found->text.in(language);
}

}  // namespace banxin::cli
