//! Generated from `meso.pest` by `tests/vocabulary.rs`; do not edit.

/// Words that open a block.
#[rustfmt::skip]
pub static HEADS: &[&str] = &["athlete", "history", "log", "phase", "plan", "session", "use", "week", "weeks", "zones"];

/// Days of the week.
#[rustfmt::skip]
pub static WEEKDAYS: &[&str] = &["fri", "mon", "sat", "sun", "thu", "tue", "wed"];

/// Other names of days, read as slips.
#[rustfmt::skip]
pub static OTHER_WEEKDAYS: &[&str] = &["friday", "monday", "saturday", "sunday", "thur", "thurs", "thursday", "tues", "tuesday", "wednesday", "weds"];

/// How a step is to feel.
#[rustfmt::skip]
pub static EFFORTS: &[&str] = &["cool-down", "cooldown", "easy", "fartlek", "float", "hard", "hill", "interval", "intervals", "jog", "jogging", "long", "marathon", "moderate", "progression", "race", "recovery", "rep", "reps", "rest", "run", "run-walk", "sprint", "sprints", "steady", "stride", "strides", "tempo", "test", "threshold", "time-trial", "walk", "warm-up", "warmup"];

/// Efforts by letter.
#[rustfmt::skip]
pub static ZONES: &[&str] = &["E", "I", "M", "R", "T"];

/// Sports beside running.
#[rustfmt::skip]
pub static SPORTS: &[&str] = &["aqua-jog", "bike", "climbing", "core", "cross", "cross-train", "cross-training", "cycling", "elliptical", "hike", "hiking", "mobility", "pilates", "plyo", "plyometrics", "pool-run", "row", "rowing", "skate", "ski", "skiing", "strength", "swim", "swimming", "yoga"];

/// Ground and slope.
#[rustfmt::skip]
pub static TERRAINS: &[&str] = &["downhill", "flat", "grass", "hilly", "road", "rolling", "track", "trail", "trails", "treadmill", "uphill"];

/// Race distances by name.
#[rustfmt::skip]
pub static RACES: &[&str] = &["HM", "HMP", "MP", "half", "half-marathon", "marathon", "mile"];

/// Units of length and time.
#[rustfmt::skip]
pub static UNITS: &[&str] = &["h", "hour", "hours", "hr", "hrs", "k", "km", "kms", "m", "meters", "metres", "mi", "mile", "miles", "min", "mins", "minute", "minutes", "s", "sec", "seconds", "secs", "yards", "yd", "yds"];

/// Units of other quantities.
#[rustfmt::skip]
pub static QUANTITY_UNITS: &[&str] = &["C", "F", "bpm", "cm", "day", "days", "g", "g/h", "h", "iu", "kcal", "kcal/h", "kg", "l", "l/h", "lb", "lbs", "mcg", "mg", "mg/h", "ml", "ml/h", "ms", "ng/ml", "w", "week", "weeks", "µg", "µg/l"];

/// What a percentage can be of.
#[rustfmt::skip]
pub static SHARES: &[&str] = &["cp", "ftp", "hfmax", "hrmax", "hrr", "lthr", "mas", "max", "maxhr", "vma", "vvo2max"];

/// What a week declares itself to be.
#[rustfmt::skip]
pub static WEEK_KINDS: &[&str] = &["build", "cutback", "deload", "down", "race", "recovery", "taper", "test"];

/// Settings of a plan or an athlete.
#[rustfmt::skip]
pub static SETTINGS: &[&str] = &["born", "critical-power", "experience", "goal", "height", "logs", "max-hr", "profile", "recent", "rest-hr", "sex", "sleep", "start", "threshold", "threshold-hr", "units", "vdot", "volume", "week-starts", "weeks", "weight"];

/// Recovery methods, measurements, and what was done.
#[rustfmt::skip]
pub static ENTRIES: &[&str] = &["alcohol", "altitude", "bedroom", "bedtime", "beetroot", "boots", "break", "caffeine", "cold-bath", "cold-shower", "compression", "compression-boots", "cooldown-walk", "cryo", "cryotherapy", "done", "ems", "fatigue", "ferritin", "foam-roll", "foam-rolling", "fuel", "heat", "hot-bath", "hot-shower", "hrv", "hydrate", "ice-bath", "illness", "injured", "injury", "iron", "lab-test", "legs-up", "magnesium", "massage", "massage-gun", "meal", "missed", "mood", "motivation", "nap", "rest-hr", "rhr", "rpe", "sauna", "screens", "sick", "skipped", "sleep", "snack", "sodium", "soreness", "stress", "stretch", "stretching", "supplement", "temperature", "travel", "vitamin-d", "wake", "weather", "weight"];

/// Words within an entry.
#[rustfmt::skip]
pub static DETAILS: &[&str] = &["after", "and", "at", "bed", "beer", "before", "cadence", "carbs", "climb", "coffee", "day", "days", "deep", "dry", "evening", "exposure", "fat", "feel", "fibre", "for", "from", "hard", "hr", "in", "infrared", "light", "lying", "morning", "night", "noon", "on", "overnight", "pace", "power", "protein", "rpe", "seated", "sitting", "sleep", "sodium", "standing", "to", "until", "wine", "within"];

/// Words that join or lead parts of a line.
#[rustfmt::skip]
pub static CONNECTIVES: &[&str] = &["allow", "am", "and", "any", "easy", "for", "hard", "in", "lap", "like", "off", "or", "pm", "rest", "total", "volume", "week", "with"];
