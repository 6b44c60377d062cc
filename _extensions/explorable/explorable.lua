-- {{< explorable name >}} places a picture that answers, {{< state name control=value >}} a link to one of its states,
-- {{< ranges >}} what a reader has predicted, {{< ledger >}} the claims, {{< sources >}} published numbers, {{< parts >}} the parts of the course,
-- {{< board part.lesson >}} the company's board after a lesson or a part, {{< digits >}} the first page's question, {{< lessons part >}} what the first page of a part holds, {{< report part >}}
-- the head of its tool's report, {{< exercises part >}} its exercises, {{< tool part >}} its tool on pasted text. All were written by `course.py prepare`; here
-- they are only read.

local scripted = false

local function read(name, shortcode)
  local path = quarto.project.directory .. "/_build/" .. name
  local file = not name:find("..", 1, true) and io.open(path, "r")
  if not file then
    error(quarto.doc.input_file .. ": found {{< " .. shortcode .. " >}}, which `course.py prepare` did not write to _build")
  end
  local text = file:read("a")
  file:close()
  return text
end

local function blocks(html)
  return pandoc.read((html:gsub('src="', 'src="' .. quarto.project.directory .. "/_build/explorables/")), "html").blocks
end

-- The script that both need, once a page.
local function script()
  if scripted then return "" end
  scripted = true
  return '<script src="' .. quarto.project.offset .. '/assets/explorable.js" defer></script>\n'
end

local function explorable(args)
  local name = pandoc.utils.stringify(args[1] or "")
  local shortcode = "explorable " .. name
  if not quarto.doc.is_format("html:js") then
    return blocks(read("explorables/" .. name .. ".print.html", shortcode))
  end
  return pandoc.RawBlock("html", read("explorables/" .. name .. ".html", shortcode) .. script())
end

local function refuse(shortcode, right)
  error(quarto.doc.input_file .. ": found {{< " .. shortcode .. " >}}, needed is " .. right)
end

-- The same link as mlteams/publish/states.py writes.
local function state(args, asked)
  local name = pandoc.utils.stringify(args[1] or "")
  local shortcode = "state " .. name
  local place = pandoc.json.decode(read("places.json", shortcode))[name]
  if not place then refuse(shortcode, "an explorable that stands in a lesson") end
  local data = pandoc.json.decode(read("explorables/" .. name .. ".answers.json", shortcode))
  if args[2] then refuse(shortcode .. " " .. pandoc.utils.stringify(args[2]), "controls with values, such as tasks=10") end
  local pairs_of, known = {}, {}
  for _, control in ipairs(data.controls) do
    local given = asked and asked[control.name]
    local value = given and pandoc.utils.stringify(given) or ""
    if value == "" then value = control.default end
    if not pandoc.List(control.slugs):includes(value) then
      refuse(shortcode .. " " .. control.name .. "=" .. value, control.name .. " as one of " .. table.concat(control.slugs, ", "))
    end
    table.insert(pairs_of, control.name .. "=" .. value)
    known[control.name] = true
  end
  for key in pairs(asked or {}) do
    if not known[key] then refuse(shortcode .. " " .. key .. "=…", "a control of " .. name) end
  end
  local query = table.concat(pairs_of, "&")
  local address = quarto.project.offset .. "/" .. place .. "?" .. query .. "#explorable-" .. name
  local answer = pandoc.Str(data.answers[query])
  if not quarto.doc.is_format("html:js") then return answer end
  return pandoc.Link(answer, address, "", { class = "state" })
end

local function ranges()
  if not quarto.doc.is_format("html:js") then return pandoc.Blocks({}) end
  return pandoc.RawBlock("html", script() .. read("ranges.html", "ranges"))
end

-- What was written as Markdown, in _build: one file, or one for each name, which comes between `before` and `after`.
local function markdown(shortcode, before, after)
  return function(args)
    local name = after and pandoc.utils.stringify(args[1] or "") or ""
    local asked = after and shortcode .. " " .. name or shortcode
    return pandoc.read(read(before .. name .. (after or ""), asked), "markdown").blocks
  end
end

return {
  ["explorable"] = explorable, ["state"] = state, ["ranges"] = ranges,
  ["ledger"] = markdown("ledger", "ledger.md"), ["sources"] = markdown("sources", "sources.md"),
  ["parts"] = markdown("parts", "parts.md"), ["digits"] = markdown("digits", "digits.md"),
  ["lessons"] = markdown("lessons", "hubs/", ".md"), ["report"] = markdown("report", "hubs/", "-report.md"),
  ["board"] = markdown("board", "boards/", ".md"), ["exercises"] = markdown("exercises", "exercises/", ".md"),
  ["tool"] = markdown("tool", "tools/", ".md"),
}
