// Segments -> atoms with glyphs, through HarfBuzz.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "text/itemise.hpp"
#include "text/middles.hpp"
#include "text/seat.hpp"
#include "text/upright.hpp"

struct hb_buffer_t;

namespace banxin::text {

/// Shapes text. Keeps one HarfBuzz buffer, so it belongs to one thread.
class Shaper {
  public:
    explicit Shaper(const font::FontSet& fonts);
    ~Shaper();
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;

    /// Han text: an atom a character (or —— ……), in its cell. Western text: an atom a word. Breaks and spacing are still open.
    Atoms shape(const Text& text, const std::vector<Segment>& segments);

  private:
    struct Job;
    void han(Job& job, const Segment& segment);
    void western(Job& job, const Segment& segment);
    void foreign(Job& job, const Segment& segment);
    void plain(Job& job, const Segment& segment);
    void run(const Text& text, const Segment& segment);
    /// How much higher hanzi stand that the main face of their role lacks.
    Length raise_of(const Segment& segment);
    const std::string& language(const Segment& segment);

    const font::FontSet& fonts_;
    hb_buffer_t* buffer_;
    hb_buffer_t* spare_;  // for the measuring of marks
    Seats seats_;
    Middles middles_;
    Uprights uprights_;
    std::map<std::pair<Script, std::string>, std::string>
        languages_;  // for text of another script, by the language that it is told to be in
};

struct Shaper::Job {
    const Text& text;
    Atoms out;
};

}  // namespace banxin::text
