// Hanzi of a face that stands in for another are as high as those beside them.
#include <cmath>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "property/setting.hpp"

namespace banxin {
namespace {

const Style& style(std::string_view name) {
    static const LayoutPtr layout = property::layout_with(R"(
        <style name="left" based-on="body" composition="flow" align="left" indent="0字"/>
        <style name="bold" based-on="left" face="xiaobiaosong" grid="no" pitch="36pt"/>
        <style name="black" based-on="left" face="heiti"/>)");
    return layout->styles.find(name)->second;
}

struct Set : property::Setting {
    Set(std::string_view written, std::string_view name) : Setting(shared(), written, style(name), Length::mm(156)) {}

    static text::Composer& shared() {
        static text::Composer one(property::free_fonts(), {});
        return one;
    }

    struct Drawn {
        const font::Face* face = nullptr;
        std::string name;
        double size = 0, up = 0, ink = 0;  // ems of the style above the baseline; the ink's middle
    };

    /// `like`: the height of another character of that face, were it there.
    Drawn drawn(std::string_view character, char32_t like = 0) const {
        for (const display::GlyphRun& run : composed.lines.at(0).runs)
            for (std::size_t g = 0; g < run.glyphs.size(); ++g) {
                if (run.text.substr(run.glyphs[g].cluster, character.size()) != character) continue;
                const auto em = static_cast<double>(paragraph.style->chars.size.units);
                Drawn out{property::free_fonts().face(run.face), property::free_fonts().source(run.face).postscript_name};
                out.size = static_cast<double>(run.size.units) / em;
                out.up = -static_cast<double>(run.glyphs[g].y.units) / em;
                const font::InkBox ink = out.face->ink_box(like == 0 ? run.glyphs[g].id : out.face->glyph(like));
                out.ink = out.up + out.size * (ink.top + ink.bottom) / 2 / out.face->units_per_em();
                return out;
            }
        return {};
    }
};

}  // namespace

TEST_CASE("common hanzi would be as high in the face that stands in as they are in the main face") {
    for (const char* name : {"left", "bold", "black"}) {
        const Set set("国事堃同志①国", name);
        const Set::Drawn main = set.drawn("国"), other = set.drawn("堃");
        REQUIRE(other.name != main.name);
        for (const char32_t c : std::u32string_view(U"国事重书"))
            CHECK_MESSAGE(set.drawn("堃", c).ink == doctest::Approx(set.drawn("国", c).ink).epsilon(0.06), name);
        CHECK(main.up == 0);
        CHECK(other.up < -0.06);
        CHECK(set.drawn("①").up == 0);  // no hanzi: where its face has it
    }
}

TEST_CASE("faces that have rare hanzi alone are measured by those") {
    const std::string rare = "𠀉𠀐𠁅𢀋𢁒𣀴𣂏𤀗𤂌𥀐𥃟𦀖𦃇𧀄𧂐𨀉𨃃𩀂𩂇𪀅";
    constexpr std::size_t kBytes = 4;  // of each
    const Set set("国" + rare, "left");
    int count = 0;
    double sum = 0;
    for (std::size_t at = 0; at < rare.size(); at += kBytes) {
        const Set::Drawn drawn = set.drawn(rare.substr(at, kBytes));
        if (drawn.name != "HanaMinB") continue;
        ++count;
        sum += drawn.ink;
    }
    REQUIRE(count >= 8);
    CHECK(std::abs(sum / count - set.drawn("国").ink) < 0.03);
}

}  // namespace banxin
