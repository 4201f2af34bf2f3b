// Follows an outline and finds the extrema of its curves.
#include "font/outline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace banxin::font {
namespace {

constexpr double kFar = 1e9;  // a damaged font may draw anywhere

/// One axis of a box that grows.
struct Span {
    double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();

    void add(double v) {
        low = std::min(low, v);
        high = std::max(high, v);
    }
    bool holds(double v) const { return v >= low && v <= high; }

    /// Where the curve between p0 and p3 (which are in) turns: zeros of its derivative a t^2 + b t + c.
    void add_curve(double p0, double p1, double p2, double p3) {
        if (holds(p1) && holds(p2)) return;
        const double a = p3 - 3 * p2 + 3 * p1 - p0, b = 2 * (p0 - 2 * p1 + p2), c = p1 - p0;
        std::array<double, 2> zeros{-1, -1};
        if (std::abs(a) < 1e-9) {
            if (std::abs(b) > 1e-9) zeros[0] = -c / b;
        } else if (const double d = b * b - 4 * a * c; d >= 0) {
            zeros = {(-b + std::sqrt(d)) / (2 * a), (-b - std::sqrt(d)) / (2 * a)};
        }
        for (const double t : zeros) {
            const double u = 1 - t;
            if (t > 0 && t < 1) add(u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3);
        }
    }
};

struct Box {
    Span x, y;

    void add(double px, double py) {
        x.add(px);
        y.add(py);
    }
};

Box& box_of(void* data) { return *static_cast<Box*>(data); }

void line(hb_draw_funcs_t*, void* data, hb_draw_state_t* at, float x, float y, void*) {
    if (at->current_x == x && at->current_y == y) return;  // a point by itself draws nothing
    box_of(data).add(at->current_x, at->current_y);
    box_of(data).add(x, y);
}

void cubic(hb_draw_funcs_t*, void* data, hb_draw_state_t* at, float x1, float y1, float x2, float y2, float x, float y, void*) {
    const auto stays = [&](float px, float py) { return px == at->current_x && py == at->current_y; };
    if (stays(x1, y1) && stays(x2, y2) && stays(x, y)) return;
    Box& box = box_of(data);
    box.add(at->current_x, at->current_y);
    box.add(x, y);
    box.x.add_curve(at->current_x, x1, x2, x);
    box.y.add_curve(at->current_y, y1, y2, y);
}

/// How HarfBuzz hands over an outline; quadratic curves come as cubic ones. Immutable.
class Pen {
  public:
    Pen() : funcs_(hb_draw_funcs_create()) {
        hb_draw_funcs_set_line_to_func(funcs_, &line, nullptr, nullptr);
        hb_draw_funcs_set_cubic_to_func(funcs_, &cubic, nullptr, nullptr);
        hb_draw_funcs_make_immutable(funcs_);
    }
    ~Pen() { hb_draw_funcs_destroy(funcs_); }
    Pen(const Pen&) = delete;
    Pen& operator=(const Pen&) = delete;

    hb_draw_funcs_t* get() const { return funcs_; }

  private:
    hb_draw_funcs_t* funcs_;
};

}  // namespace

InkBox outline_box(hb_font_t* font, std::uint32_t glyph) {
    const Pen pen;
    Box box;
    hb_font_get_glyph_shape(font, glyph, pen.get(), &box);
    if (!(box.x.low < box.x.high && box.y.low < box.y.high)) return {};
    const auto down = [](double v) { return static_cast<std::int32_t>(std::floor(std::clamp(v, -kFar, kFar) + 1e-3)); };
    const auto up = [](double v) { return static_cast<std::int32_t>(std::ceil(std::clamp(v, -kFar, kFar) - 1e-3)); };
    return {down(box.x.low), down(box.y.low), up(box.x.high), up(box.y.high)};
}

}  // namespace banxin::font
