// Reads a pasted job advertisement in the browser, by the rules of mlteams/hiring/tool/ad_rules.yaml, which stand on the
// page. The first part is the interpreter: ad_lines.py, ad_list.py, ad_text.py, ad_asked.py, ad_years.py, ad_find.py and
// ad_draft.py once more, function by function. What changes there changes here. Nothing is fetched and nothing is sent.
(() => {
  const LETTERS = "a-z0-9\\u00c0-\\u024f"; // what goes on with a word, in text whose ASCII letters are small
  const BULLET = /^(?:(?:[-*+>]|[0-9]{1,2}[.)])[ ]{1,8}|\u2022[ ]{0,8})/u;
  const WORD = /[a-z\u00df-\u00f6\u00f8-\u024f']{1,60}/gu;
  const END = /[.!?;](?=[ ]{1,3}[A-Z0-9"'(]|[A-Z][a-z])/gu;
  const BEFORE_END = /[a-z0-9)"']/u;
  const TITLED = /^(?:job title|title|position|role):[ ]{0,3}/u;
  const BEYOND = /[\u{d800}-\u{dfff}\u{10000}-\u{10ffff}]/gu; // two letters to JavaScript, and none to a rule
  const DEEP = 9; // the level of a heading that no mark gives one
  const KEPT_FIRST = ["skill", "tool", "years", "degree"];

  const WORK = ["must", "task", "other"]; // sections that say what somebody does or must know

  const small = (text) => text.replace(/[A-Z]/gu, (one) => one.toLowerCase());
  const without = (text, marks, [front, back] = [true, true]) => {
    let [begin, end] = [0, text.length];
    while (front && begin < end && marks.includes(text[begin])) begin++;
    while (back && end > begin && marks.includes(text[end - 1])) end--;
    return text.slice(begin, end);
  };
  const strip = (text) => without(text, " ");
  const count = (text, one) => text.split(one).length - 1;
  const filled = (sentence, values) => Object.entries(values).reduce((said, [name, value]) => said.replaceAll(`{${name}}`, value), sentence);
  const hasLetters = (text) => /[a-zA-Z0-9]|[^\u0000-\u00bf\u2022]/u.test(text);

  const interpreter = (rules) => {
    const patterns = new Map();
    const phrase = (words) => {
      const stem = words.endsWith("*") ? words.slice(0, -1) : words;
      const escaped = stem.replace(/[.+?()|^$*{}[\]\\]/g, "\\$&").replaceAll(" ", "[ -]{1,3}");
      return escaped + (words.endsWith("*") ? "[a-z]{0,20}" : "");
    };
    const phrases = (words) => {
      if (!patterns.has(words)) patterns.set(words, new RegExp(`(?<![${LETTERS}])(?:${words.map(phrase).join("|")})(?![${LETTERS}])`, "gu"));
      return patterns.get(words);
    };
    const expression = (find) => {
      if (!patterns.has(find)) patterns.set(find, new RegExp(find, "gu"));
      return patterns.get(find);
    };
    const search = (pattern, text) => {
      pattern.lastIndex = 0;
      return pattern.exec(text);
    };
    const has = (words, low) => search(phrases(words), low) !== null;
    const begins = (words, low) => search(phrases(words), low)?.index === 0;
    const tools = [...rules.kinds.find((one) => one.kind === "tool").words, ...rules.technologies.flatMap((one) => one.words)];
    const pool = (musts) => rules.pool[Math.min(musts, rules.most_pool)];
    const characters = new Map(Object.entries(rules.replace));
    const clean = (text) =>
      Array.from(text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").replace(BEYOND, ""), (one) => characters.get(one) ?? one).join("");

    // Text.

    const said = (name, values = {}) => ({ found: filled(rules.problems[name].found, values), right: filled(rules.problems[name].right, values) });
    const problem = (whole) => {
      const text = small(clean(whole));
      const number = (value) => value.toLocaleString("en-US");
      if (text.length > rules.most_characters) return said("long", { characters: number(text.length), most: number(rules.most_characters) });
      const letters = text.match(/[a-z]/gu)?.length ?? 0;
      const foreign = text.match(/[\u0370-\u1fff\u2e80-\udfff]/g)?.length ?? 0;
      if (foreign > letters) return said("script");
      const words = text.match(WORD) ?? [];
      if (words.length < rules.least_words) return said("short", { words: String(words.length), least: String(rules.least_words) });
      let [most, English] = [["English", -1], 0];
      for (const [language, few] of Object.entries(rules.languages)) {
        const seen = new Set(few);
        const found = words.filter((word) => seen.has(word)).length;
        if (language === "English") English = found;
        if (found > most[1]) most = [language, found];
      }
      if (most[1] !== English && rules.one_in * most[1] >= words.length) return said("language", { language: most[0] });
      return marksOf(text, readAd(whole)) >= rules.least_marks ? null : said("none");
    };
    // Of how many kinds the marks of an advertisement are that a text, its letters small, holds.
    const marksOf = (text, ad) => {
      const found = new Set(Object.keys(rules.marks).filter((kind) => has(rules.marks[kind], text)));
      for (const unit of ad.units) if (unit.heading) found.add(unit.kind === "nice" ? "must" : unit.kind);
      if (search(expression(rules.pay.find), text)) found.add("pay");
      if (has(rules.trades, small(ad.title))) found.add("title");
      return [...found].filter((kind) => !["other", "about", "legal"].includes(kind)).length;
    };

    const section = (low) => rules.sections.find((one) => has(one.words, low))?.kind ?? "";
    const headingWords = new Set(rules.heading_words);
    const isPlain = (low) => {
      const words = low.match(WORD) ?? [];
      return words.length > 0 && words.every((word) => headingWords.has(word)) && section(low) !== "";
    };
    const isLarge = (bare) => !/[a-z]/u.test(bare) && /[A-Z]/u.test(bare);
    const isTitle = (bare) => bare.length <= rules.most_title && !".!?:;".includes(bare.at(-1)) && !isPlain(small(bare));

    // The kind of section that a heading begins, and its level; null of any other line.
    const heading = (bare, hashes, bullet, raw) => {
      const low = small(bare);
      if (hashes) return [section(low), hashes];
      if (bare.length > rules.most_heading || bullet) return null;
      const whole = strip(raw);
      const ended = without(whole, ": ", [false, true]);
      const bold = ["**", "__"].some((mark) => whole.startsWith(mark) && ended.endsWith(mark));
      if (bold) return [section(low), DEEP - 1];
      if (bare.endsWith(":")) return [section(low), section(low) ? DEEP : DEEP + 1];
      if (!".!?;,".includes(bare.at(-1)) && (isPlain(low) || isLarge(bare)) && section(low)) return [section(low), DEEP];
      return null;
    };

    const sentences = (text) => {
      const found = [];
      let begin = 0;
      for (const end of text.matchAll(END)) {
        const at = end.index;
        const word = without(small(text.slice(Math.max(begin, at - 12), at).split(" ").at(-1)), "(", [true, false]);
        if (at === 0 || !BEFORE_END.test(text[at - 1]) || rules.abbreviations.includes(word)) continue;
        found.push(strip(text.slice(begin, at + 1)));
        begin = at + 1;
      }
      found.push(strip(text.slice(begin)));
      return found.filter(Boolean);
    };

    // Lines, the rows of a table in Markdown as entries of a list, its head as a heading.
    const row = (line) => {
      const bare = strip(line);
      if (bare.length < 2 || !bare.startsWith("|") || !bare.endsWith("|")) return [];
      return bare.split("|").map(strip).filter(Boolean);
    };
    const cells = (lines) =>
      lines.map((line, place) => {
        const [said, following] = [row(line).join(": "), lines[place + 1] ?? ""];
        if (!said) return line;
        if (row(following).length && !hasLetters(following)) return `**${said}**`;
        return said.includes("\u2022") ? said : `- ${said}`;
      });

    // Number and text of each line, and whether an empty one is before it; what goes on in the next is joined.
    const whole = (lines) => {
      const found = [];
      let [held, number, gap, joined] = ["", 0, true, 0];
      lines.forEach((raw, place) => {
        const text = strip(raw);
        const goesOn =
          held && text && joined < rules.most_joined && !BULLET.test(text) &&
          ((/^[a-z]/u.test(text) && !".:!?;".includes(held.at(-1))) ||
            (raw.startsWith("  ") && BULLET.test(without(held, " ", [true, false]))));
        if (goesOn) {
          held = `${held} ${text}`;
          joined++;
          return;
        }
        if (held) found.push([number, held, gap]);
        gap = !held;
        [held, number, joined] = [without(raw, " ", [false, true]), place + 1, 0];
      });
      if (held) found.push([number, held, gap]);
      return found;
    };

    const parts = (raw) => {
      const found = [];
      let begin = 0;
      for (const glued of raw.matchAll(expression(rules.glued))) {
        found.push(raw.slice(begin, glued.index), glued[0]);
        begin = glued.index + glued[0].length;
      }
      return [...found, raw.slice(begin)].flatMap(entries);
    };
    // The entries of a list that was written into one line, each with its mark.
    const entries = (part) => part.split("\u2022").map((one, place) => (place ? `\u2022 ${one}` : one));

    const unmarked = (raw) => {
      let text = strip(raw);
      let hashes = text.length - without(text, "#", [true, false]).length;
      if (hashes && text[hashes] === " ") text = strip(without(text, "#"));
      else hashes = 0;
      const found = BULLET.exec(text);
      if (found) text = text.slice(found[0].length);
      return [strip(text.replaceAll("**", "").replaceAll("__", "").replaceAll("`", "")), hashes, found !== null];
    };

    // The things that a line lists, of any kind behind a label and most of them tools elsewhere; none if it is a sentence.
    const named = phrases([...tools, ...rules.lists.also]);
    const isTool = (text) => search(named, small(text))?.[0].length === text.length;
    const holdsTool = (text) => search(named, small(text)) !== null;
    const isChain = (things) => {
      if (things.every((one) => !one.includes(" "))) return false;
      const verbs = [things[0].split(" ").at(-1), ...things.slice(1).map((one) => one.split(" ")[0])];
      return verbs.filter((one) => one.endsWith("ing")).length > 1;
    };
    const listOf = (text, labelled = false) => {
      const known = rules.lists;
      if (/[()]/u.test(text) || has(known.unless, small(text))) return [];
      const bare = labelled ? text : strip(text.slice(text.indexOf(": ") + 1));
      const things = without(bare, ".; ", [false, true]).split(", ").map((one) => (one.startsWith("and ") ? one.slice(4) : one));
      const cut = things.at(-1).indexOf(" and ");
      const pair = cut < 0 ? [things.at(-1), ""] : [things.at(-1).slice(0, cut), things.at(-1).slice(cut + 5)];
      if (pair.every(isTool)) things.splice(-1, 1, ...pair);
      const isShort = (one) => count(one, " ") <= known.most_spaces;
      if (things.length < known.least || things.includes("") || isChain(things)) return [];
      if (labelled) return things.every(isShort) ? things : [];
      const held = things.filter(holdsTool).length;
      const begun = holdsTool(things[0]) || (isShort(things[0]) && held === things.length - 1);
      const fits = begun && things.slice(1).every(isShort) && 2 * held >= things.length;
      return fits ? things : [];
    };

    const readAd = (text) => {
      let [title, at] = ["", 0];
      let [kind, level, listed] = ["other", DEEP, false];
      const units = [];
      const start = (line, bare, [begun, depth]) => {
        let name = begun;
        if (name === "must" && kind === "nice" && !has(rules.strong, small(bare))) name = "nice";
        if (name || depth <= level) [kind, level, listed] = [name || "other", depth, false];
        units.push({ line, text: bare, low: small(bare), kind, heading: true });
      };
      const within = (bare, line) => {
        const colon = bare.indexOf(": ");
        const label = colon > 0 && colon <= rules.most_label ? section(small(bare.slice(0, colon))) : "";
        const asks = label === "must" || label === "nice";
        const rest = asks ? strip(bare.slice(colon + 2)) : bare;
        const entries = asks ? listOf(rest, true) : [];
        (entries.length ? entries : sentences(hasLetters(rest) && count(rest, " ") < rules.few_words ? bare : rest)).forEach((piece, place) => {
          if (!hasLetters(piece)) return;
          const found = label ? null : heading(piece, 0, false, "");
          if (found?.[0]) {
            start(line, piece, found);
            return;
          }
          const low = small(piece);
          const legal = has(rules.legal, low);
          if (legal && place === 0) kind = "legal";
          units.push({ line, text: piece, low, kind: legal ? "legal" : label || kind, heading: false });
        });
      };
      for (const [line, raw, afterGap] of whole(cells(clean(text).split("\n")))) {
        for (const part of parts(raw)) {
          const [bare, hashes, bullet] = unmarked(part);
          if (!hasLetters(bare)) continue;
          const named = line <= at + 12 && bare.length <= rules.most_title ? TITLED.exec(small(bare)) : null;
          if (!title && !bullet && (!units.length || hashes === 1) && isTitle(bare)) [title, at] = [bare, line];
          else if (named) [title, at] = [strip(bare.slice(named[0].length)), line];
          else {
            const found = heading(bare, hashes, bullet, part);
            if (found) start(line, bare, found);
            else {
              if (listed && !bullet && afterGap && ["must", "nice", "task"].includes(kind)) kind = "other";
              listed = listed || bullet;
              within(bare, line);
            }
          }
        }
      }
      return { title, line: at, units };
    };

    // What is asked for.

    const quoted = (text) => (text.length <= rules.longest_quote ? text : `${without(text.slice(0, rules.longest_quote), " ", [false, true])}…`);
    const shutsOut = (low) => has(rules.age, low) || has(rules.excluding, low);
    const isShut = (unit) => unit.kind !== "legal" && shutsOut(unit.low);
    const isOpen = (unit) => unit.low.startsWith("[") || unit.low.endsWith("]");
    const isPaid = (unit) => has(rules.pay.words, unit.low) || (search(expression(rules.pay.find), unit.low) !== null && !has(rules.pay.unless, unit.low));
    const wishes = (unit) =>
      !unit.heading && !has(rules.chatter, unit.low) && (unit.kind === "nice" || (unit.kind === "must" && has(rules.nice, unit.low)));
    const asks = (unit) => {
      if (unit.heading || !WORK.includes(unit.kind) || unit.low.endsWith(":") || isOpen(unit)) return false;
      if (isPaid(unit) && kindOf(unit) === "skill") return false;
      if (has(rules.chatter, unit.low) || has(rules.nice, unit.low)) return false;
      const said = has(rules.must, unit.low) || begins(rules.must_start, unit.low);
      if (said && !has(rules.must_not, unit.low)) return true;
      return unit.kind === "must" && !begins(rules.prose, unit.low);
    };
    const isNice = (unit) => wishes(unit) && !isShut(unit);
    const isMust = (unit) => asks(unit) && !isShut(unit);
    const things = (unit) => {
      const each = listOf(unit.text).map((one) => ({ ...unit, text: one, low: small(one) }));
      return each.length ? each : [unit];
    };
    const outcomes = (ad) => {
      let [under, near] = [false, false];
      return ad.units.filter((unit) => {
        if (unit.heading) [under, near] = [has(rules.outcome, unit.low), has(rules.outcome_head, unit.low)];
        else if (!["about", "legal", "offer", "process"].includes(unit.kind) && !isOpen(unit) && !has(rules.outcome_unless, unit.low)) {
          if (under || has(rules.outcome, unit.low)) return true;
          const label = unit.low.startsWith("the ") ? unit.low.slice(4) : unit.low;
          return (near || begins(rules.outcome_head, label)) && search(expression(rules.outcome_dated), unit.low) !== null;
        }
        return false;
      });
    };
    const degrees = rules.kinds.find((one) => one.kind === "degree");
    const namesDegree = (low) => has(degrees.words, low.replace(phrases(degrees.apart), " "));
    const fits = (one, low) => {
      if (one.find) return search(expression(one.find), low) !== null;
      return one === degrees ? namesDegree(low) : has(one.words, low);
    };
    const kindOf = (unit) => rules.kinds.find((one) => fits(one, unit.low))?.kind ?? "skill";
    const sortedOut = (wanted) => {
      const kinds = wanted.map(kindOf);
      const places = kinds.map((_, place) => place);
      let kept = places.filter((place) => kinds[place] !== "trait");
      if (wanted.length > rules.most_musts) {
        const ranked = places.filter((place) => KEPT_FIRST.includes(kinds[place]));
        ranked.sort((a, b) => KEPT_FIRST.indexOf(kinds[a]) - KEPT_FIRST.indexOf(kinds[b]) || a - b);
        kept = [...ranked.slice(0, rules.keep), ...places.filter((place) => kinds[place] === "formal")];
      }
      return wanted.map((unit, place) => ({ line: unit.line, text: unit.text, kind: kinds[place], kept: kept.includes(place) }));
    };
    // Whether a number of years stands directly before or after a tool, as in "8 years LangChain".
    const isBeside = (before, after) => {
      const left = without(before, " (-", [false, true]);
      return begins(tools, without(after, " ", [true, false])) || [...left.matchAll(phrases(tools))].some((one) => one.index + one[0].length === left.length);
    };
    const askedYears = (units) => {
      const known = rules.years;
      const found = [];
      for (const unit of units) {
        if (unit.heading || ["about", "legal", "offer", "process"].includes(unit.kind)) continue;
        const [experience, must] = [unit.low.includes("experience"), !wishes(unit) && unit.kind !== "nice"];
        for (const match of unit.low.matchAll(expression(known.find))) {
          const end = match.index + match[0].length;
          const [before, after] = [unit.low.slice(Math.max(0, match.index - known.before), match.index), unit.low.slice(end, end + known.after)];
          if (has(known.unless, before) || has(known.unless_after, after.slice(0, known.before))) continue;
          const isListed = unit.low.includes(":") && unit.low.length - end < 12;
          if (!experience && !has(known.about, after) && !isListed && !isBeside(before, after)) continue;
          const years = /^[0-9]/u.test(match[1]) ? Number(match[1]) : rules.numbers[match[1]];
          found.push({ years, at: match.index, end, unit, must });
        }
      }
      return found;
    };

    // Findings.

    const made = (rule, places, values = {}) => {
      const one = rules.findings[rule];
      const source = rules.sources[one.source];
      const different = new Map(places.map((place) => [`${place.line} ${place.quote}`, place]));
      return {
        rule, weight: one.weight, title: filled(one.title, values), why: filled(one.why, values),
        source: source.cite, status: source.status, places: [...different.values()].slice(0, rules.most_places),
      };
    };
    const at = (units) => units.map((unit) => ({ line: unit.line, quote: quoted(unit.text) }));
    const nowhere = [{ line: 0, quote: "" }];
    const each = (rule, units) => (units.length ? made(rule, at(units)) : null);
    const missing = (rule, found) => (found ? null : made(rule, nowhere));

    const worded = (rule, ad) => {
      const places = at(ad.units.filter((unit) => unit.kind !== "legal" && has(rules[rule], unit.low)));
      if (has(rules[rule], small(ad.title))) places.unshift({ line: ad.line, quote: quoted(ad.title) });
      return places.length ? made(rule, places) : null;
    };
    const manyMusts = (musts) => {
      if (musts.length <= rules.most_musts) return null;
      const skills = musts.filter((one) => one.kind !== "formal").length;
      const kept = musts.filter((one) => one.kind !== "formal" && one.kept).length;
      const places = musts.map((one) => ({ line: one.line, quote: quoted(one.text) }));
      return made("musts", places, { count: musts.length, skills, kept_skills: kept, pool: pool(skills), pool_kept: pool(kept), have: `${Math.round(100 * rules.have)}%`, together: String(rules.together).replace(/^0/u, "") });
    };
    const manyYears = (years) => {
      const many = years.filter((one) => one.must && one.years >= rules.least_years);
      if (!many.length) return null;
      return made("years", at(many.map((one) => one.unit)), { years: Math.max(...many.map((one) => one.years)) });
    };
    // A further tool alone, as in "Docker, Kubernetes", is of the same clause.
    const isAlone = (whole) => {
      const bare = without(whole, " ", [true, false]);
      const rest = bare.startsWith("and ") ? bare.slice(4) : bare;
      const found = search(phrases(tools), rest);
      if (found?.index !== 0) return false;
      const after = rest.slice(found[0].length);
      return after === "" || ",;.)".includes(after[0]) || after.startsWith(" and ");
    };
    const clauses = (unit) =>
      [...unit.low.matchAll(expression(rules.years.apart))]
        .filter((one) => one[0] !== "," || !isAlone(unit.low.slice(one.index + 1, one.index + 1 + rules.years.after)))
        .map((one) => one.index);
    // How many of some numbers in order are no larger than another.
    const bisect = (numbers, value) => {
      let [low, high] = [0, numbers.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (numbers[middle] <= value) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    const nearest = (asked, places, ends, begin, end) => {
      const place = bisect(places, begin);
      const far = (one) => Math.max(one.at - end, begin - one.end);
      const same = asked.slice(Math.max(0, place - 1), place + 1).filter((one) => bisect(ends, one.at) === bisect(ends, begin));
      return same.reduce((best, one) => (best && far(best) <= far(one) ? best : one), null);
    };
    const older = (years, today) => {
      const [found, seen] = [[], new Set()];
      const day = today.split("-").map(Number);
      const groups = new Map(years.map((one) => [one.unit, []]));
      for (const one of years) groups.get(one.unit).push(one);
      for (const [unit, asked] of groups) {
        const [places, ends] = [asked.map((one) => one.at), clauses(unit)];
        for (const technology of rules.technologies) {
          const since = technology.since.split("-").map(Number);
          const age = day[0] - since[0] - (day[1] < since[1] || (day[1] === since[1] && day[2] < since[2]) ? 1 : 0);
          for (const match of unit.low.matchAll(phrases(technology.words))) {
            const one = nearest(asked, places, ends, match.index, match.index + match[0].length);
            if (!one || one.years <= age || seen.has(technology.name)) continue;
            seen.add(technology.name);
            const values = { years: one.years, technology: technology.name, since: since[0], age };
            found.push({ ...made("older-than-technology", at([unit]), values), source: technology.source, status: technology.status });
          }
        }
      }
      return found;
    };
    const seniority = (ad, years) => {
      const known = rules.seniority;
      const title = small(ad.title);
      const [junior, senior] = [has(known.junior_title, title), has(known.senior_title, title)];
      const light = years.filter((one) => one.must);
      const heavy = light.find((one) => one.years >= rules.least_years);
      const beginner = ad.units.find((unit) => unit.kind !== "legal" && has(known.junior_text, unit.low));
      const named = { line: ad.line, quote: quoted(ad.title) };
      if (junior && senior) return made("seniority", [named], { said: "that somebody leads" });
      if (junior && heavy) return made("seniority", [named, ...at([heavy.unit])], { said: `${heavy.years} years` });
      if (beginner && (heavy || senior)) {
        const other = heavy ? at([heavy.unit]) : [named];
        return made("seniority", [...at([beginner]), ...other], { said: heavy ? `${heavy.years} years` : "senior" });
      }
      if (senior && light.length && Math.max(...light.map((one) => one.years)) < rules.least_years - 1)
        return made("seniority", [named, ...at([light[0].unit])], { said: "senior" });
      return null;
    };
    const areas = (ad) => {
      const found = {};
      for (const [area, words] of Object.entries(rules.areas)) {
        const seen = new Map();
        for (const unit of ad.units)
          if (!unit.heading && WORK.includes(unit.kind) && !wishes(unit) && !has(rules.chatter, unit.low))
            for (const match of unit.low.matchAll(phrases(words))) if (!seen.has(match[0])) seen.set(match[0], unit);
        found[area] = [...seen.values()];
      }
      return found;
    };
    const titleTasks = (ad) => {
      const one = rules.titles.find((one) => has(one.words, small(ad.title)));
      if (!one) return null;
      const found = areas(ad);
      const others = one.others.filter((area) => found[area].length >= rules.least_others);
      const said = ad.units.some((unit) => WORK.includes(unit.kind) && !unit.heading && has(one.also, unit.low));
      if (found[one.area].length || said || !others.length) return null;
      const places = [{ line: ad.line, quote: quoted(ad.title) }, ...at(others.map((area) => found[area][0]))];
      return made("title-tasks", places, { title: quoted(ad.title), area: one.area, others: others.join(" and ") });
    };
    const everything = (ad) => {
      const found = Object.entries(areas(ad)).filter(([, hits]) => hits.length);
      if (found.length <= rules.most_areas) return null;
      return made("everything", at(found.map(([, hits]) => hits[0])), { count: found.length, areas: found.map(([area]) => area).join(", ") });
    };
    const pay = (ad) => {
      if (ad.units.some(isPaid) || search(expression(rules.pay.find), small(ad.title))) return null;
      const vague = ad.units.filter((unit) => !unit.heading && has(rules.pay.vague, unit.low));
      return made("no-salary", vague.length ? at(vague) : nowhere);
    };
    const degree = (ad, wanted) => {
      const isExplained = (low) => has(rules.reason, low) || has(rules.by_law, low) || search(expression(rules.alternative_near), low) !== null;
      const asked = wanted.filter((unit) => namesDegree(unit.low) && !isExplained(unit.low));
      if (!asked.length || has(rules.by_law, small(ad.title)) || ad.units.some((unit) => has(rules.alternative, unit.low))) return null;
      return made("degree", at(asked));
    };
    const gendered = (ad) => {
      const seen = { masculine: new Map(), feminine: new Map() };
      for (const unit of ad.units)
        if (unit.kind !== "legal")
          for (const [tone, words] of Object.entries(seen))
            for (const match of unit.low.matchAll(phrases(rules[tone])))
              if (!words.has(match[0])) words.set(match[0], { line: unit.line, quote: unit.text.slice(match.index, match.index + match[0].length) });
      const [number, other] = [seen.masculine.size, seen.feminine.size];
      if (number < rules.least_masculine || number <= other) return null;
      return made("gendered", [...seen.masculine.values()], { count: number, other });
    };

    // Whether a unit says how people are chosen, or who decides.
    const isStep = ({ kind, low }) => {
      if (["task", "must", "nice"].includes(kind)) return false;
      if (kind === "process" && !has(rules.accommodation, low) && !has(rules.chatter, low)) return true;
      return has(rules.process, low) || (kind !== "about" && has(rules.decides, low));
    };
    const draft = (ad, musts, nice) => {
      const say = rules.draft;
      const units = ad.units.filter((unit) => !unit.heading);
      const outcome = outcomes(ad);
      const tasks = units.filter((one) => one.kind === "task" && !outcome.includes(one));
      const kept = musts.filter((one) => one.kept).map((one) => one.text);
      const dropped = musts.filter((one) => !one.kept && one.kind !== "trait" && one.kind !== "degree").map((one) => one.text);
      const shut = units.filter(isShut);
      const process = units.filter(isStep);
      const helped = units.filter((one) => one.kind !== "task" && has(rules.accommodation, one.low));
      const adjustment = helped.filter((one) => !process.includes(one));
      const or = (found, otherwise) => (found.length ? [...new Set(found)] : [otherwise]);
      const note = (some) => (some.length ? [say.left_out] : []);
      const texts = (some, otherwise, most = Infinity) => [
        ...or(some.filter((one) => !isShut(one)).map((one) => one.text).slice(0, most), otherwise),
        ...note(some.filter(isShut)),
      ];
      const openAdjustment = helped.length && !adjustment.length ? [] : texts(adjustment, say.adjustment, 2);
      return [
        { head: (shutsOut(small(ad.title)) ? "" : ad.title) || say.no_title, entries: [] },
        { head: say.outcome_head, entries: texts(outcome, say.outcome) },
        { head: say.tasks_head, entries: texts(tasks, say.tasks, rules.most_tasks) },
        { head: say.musts_head, entries: [...or(kept, say.musts), ...note(shut.filter(asks)), say.musts_note] },
        { head: say.nice_head, entries: [...or([...dropped, ...nice], say.nice), ...note(shut.filter(wishes))] },
        { head: say.pay_head, entries: texts(units.filter(isPaid), say.pay, 2) },
        { head: say.process_head, entries: [...texts(process, say.process, rules.most_steps), ...openAdjustment] },
      ];
    };

    // What is said first.
    const number = (value) => rules.answer.numbers[value] ?? String(value);
    const counted = (forms, value) => filled(forms[value === 1 ? 0 : 1], { n: number(value) });
    const answer = (found) => {
      const say = rules.answer;
      if (!found.findings.length) return say.nothing;
      const important = found.findings.filter((one) => one.weight === "important").length;
      const minor = found.findings.length - important;
      const counts = [];
      if (important) counts.push(counted(say.important, important));
      if (minor) counts.push(counted(important ? say.minor : say.alone, minor));
      const first = counts.join(" and ");
      const { all, kept, musts, musts_kept: fewer } = found.pool;
      const values = { n: number(found.musts.length), m: number(fewer), all, kept };
      const second = musts < 2 ? counted(say.asks, found.musts.length) : filled(fewer < musts ? say.rarer : say.rare, values);
      return `${first[0].toUpperCase()}${first.slice(1)}. ${second}`;
    };

    return (text, today) => {
      const refused = problem(text);
      if (refused) return { problem: refused };
      const ad = readAd(text);
      const { units } = ad;
      const wanted = units.filter(isMust);
      const musts = sortedOut(wanted.flatMap(things));
      const nice = units.filter(isNice).map((unit) => unit.text);
      const years = askedYears(units);
      const findings = [
        manyMusts(musts),
        each("must-or-nice", units.filter((unit) => unit.kind === "must" && isNice(unit))),
        each("trait", wanted.filter((unit) => kindOf(unit) === "trait")),
        manyYears(years),
        ...older(years, today),
        seniority(ad, years),
        titleTasks(ad),
        everything(ad),
        missing("no-outcome", outcomes(ad).length > 0),
        pay(ad),
        degree(ad, units.filter(asks)),
        ...["age", "excluding"].map((rule) => worded(rule, ad)),
        gendered(ad),
        missing("no-process", units.some((unit) => !["task", "must", "nice"].includes(unit.kind) && !isOpen(unit) && has(rules.process, unit.low))),
        missing("no-accommodation", units.some((unit) => unit.kind !== "task" && !isOpen(unit) && has(rules.accommodation, unit.low))),
      ].filter(Boolean);
      const skills = musts.filter((one) => one.kind !== "formal");
      const kept = skills.filter((one) => one.kept);
      const found = {
        title: ad.title, musts: musts.map((one) => ({ ...one, text: quoted(one.text) })), nice,
        pool: { all: pool(skills.length), kept: pool(kept.length), musts: skills.length, musts_kept: kept.length },
        findings: ["important", "minor"].flatMap((weight) => findings.filter((one) => one.weight === weight)),
        draft: draft(ad, musts, nice),
      };
      return { ...found, answer: answer(found) };
    };
  };
  window.courseAd = interpreter;

  // The page. Whatever a reader pastes is set as text, never as markup.

  const element = (tag, text = "", name = "") => Object.assign(document.createElement(tag), { textContent: text, className: name });
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  };
  const list = (tag, items, name = "") => {
    const made = element(tag, "", name);
    made.append(...items.map((item) => (item instanceof Node ? item : element("li", item))));
    return made;
  };

  const shownFinding = (one, weights) => {
    const made = element("li");
    made.append(element("h3", one.title), element("p", weights[one.weight], "note"));
    const quotes = one.places.filter((place) => place.line).map((place) => {
      const item = element("li", `line ${place.line}: `);
      const quote = element("q", place.quote);
      quote.dir = "auto";
      item.append(quote);
      return item;
    });
    if (quotes.length) made.append(list("ul", quotes));
    made.append(element("p", one.why), element("p", `Source: ${one.source} (${one.status}).`, "note"));
    return made;
  };

  const shownMusts = (found, rules) => {
    const table = element("table");
    const row = (cells, tag) => {
      const made = element("tr");
      made.append(...cells.map((cell, place) => Object.assign(element(place === 0 || tag === "th" ? "th" : "td", cell), tag === "th" ? { scope: "col" } : place ? {} : { scope: "row", dir: "auto" })));
      return made;
    };
    const [head, body] = [element("thead"), element("tbody")];
    head.append(row(["must", "what it is", "line", "in the draft"], "th"));
    body.append(...found.musts.map((one) => row([one.text, rules.kind_names[one.kind], String(one.line), one.kept ? "kept" : "–"], "td")));
    table.append(element("caption", "Musts"), head, body);
    const frame = element("div", "", "table-frame");
    Object.assign(frame, { tabIndex: 0 });
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", "Musts");
    frame.append(table);
    return frame;
  };

  const asText = (draft) =>
    draft.map((part, place) => [`${place ? "##" : "#"} ${part.head}`, "", ...part.entries.map((entry) => `- ${entry}`), ""].join("\n")).join("\n").trim();

  const start = (root) => {
    const rules = JSON.parse(root.querySelector("[data-rules]").textContent);
    const example = JSON.parse(root.querySelector("script[data-example]").textContent);
    const [form, box, answer, said] = ["form", "textarea", ".answer", ".said"].map((one) => root.querySelector(one));
    const read = interpreter(rules);
    const weights = { important: "important", minor: "worth a look" };

    const show = () => {
      const found = read(box.value, today());
      said.replaceChildren();
      if (found.problem) {
        answer.textContent = `Found ${found.problem.found}; ${found.problem.right} would be right.`;
        return;
      }
      answer.textContent = found.answer;
      if (found.findings.length)
        said.append(element("h2", "What the rules find"), list("ol", found.findings.map((one) => shownFinding(one, weights)), "findings"));
      if (found.musts.length) said.append(element("h2", "What it asks"), shownMusts(found, rules));
      if (found.findings.length) {
        const label = element("label", "A draft to complete");
        const draft = element("textarea");
        Object.assign(draft, { id: "ad-draft", rows: 16, readOnly: true, dir: "auto", value: asText(found.draft) });
        label.htmlFor = draft.id;
        const head = element("h2");
        head.append(label);
        said.append(head, element("p", rules.draft_note, "note"), draft);
      }
      said.append(element("h2", "What this does not know"), list("ul", rules.limits));
    };

    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show();
    });
    form.addEventListener("reset", () => {
      answer.textContent = "";
      said.replaceChildren();
      box.focus();
    });
    root.querySelector("button[data-example]").addEventListener("click", () => {
      box.value = example;
      show();
    });
  };

  const root = document.querySelector("section.ad");
  if (root) start(root);
})();
