// What each departure from the grid costs, in one table. Units are half cells; a line of 28 cells has 56.
#pragma once

namespace banxin::text::strict_cost {

// Squeezing by one unit.
inline constexpr double kEndMark = 0.2;    // the blank of a mark at a line's end
inline constexpr double kStartMark = 0.3;  // of an opening mark at its start
inline constexpr double kSlack = 0.4;      // a group of marks back to its natural width
inline constexpr double kJunction = 0.4;   // the blank of an opening mark after a closing one
inline constexpr double kRunRoom = 0.5;    // Western text to less than a whole cell
inline constexpr double kBlank = 0.6;      // a blank that was typed
inline constexpr double kMiddleDot = 0.8;
inline constexpr double kMark = 1.0;         // brackets and ，、； inside a line
inline constexpr double kStop = 2.5;         // ：。！？
inline constexpr double kSlackAtEdge = 1.0;  // not a squeeze: a group that keeps its extra unit at a line's edge, where it shows as a hole

// Stretching by one unit.
inline constexpr double kWiderBlank = 1.5;  // a typed blank, or word spaces
inline constexpr double kFullBlank = 9.0;   // a blank of half a cell to a whole one; dearer than a line of hanzi between two cells
inline constexpr double kWiderRun = 2.0;
inline constexpr double kWiderMark = 5.0;

// Lines.
inline constexpr double kOffGrid = 0.3;  // a hanzi between two cells
inline constexpr double kLine = 1.0;
inline constexpr double kSingle = 60.0;       // a last line of one character
inline constexpr double kUnwantedEnd = 1.5;   // a number parted from its counter
inline constexpr double kAvoidedEnd = 60.0;   // inside an issuer's code; dearer than any line spread that is not reported
inline constexpr double kRagged = 0.05;       // per squared unit of a line that is not justified
inline constexpr double kSpreadUnit = 7.5;    // last resort: all gaps of a line opened; per unit missing
inline constexpr double kSpreadHanzi = 0.9;   // per hanzi that leaves its cell by it
inline constexpr double kSpreadWide = 200.0;  // by more than a quarter em a gap
inline constexpr double kForbiddenEnd = 10'000.0;
inline constexpr double kOverfull = 100'000.0;  // per unit that does not fit

}  // namespace banxin::text::strict_cost
