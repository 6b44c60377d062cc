-- {{< explorable name >}} places a picture that answers, {{< ledger >}} the claims,
-- {{< parts >}} the parts of the course, {{< digits >}} the first page's question, {{< lessons part >}} what the first page of a part holds, {{< report part >}}
-- the head of its tool's report, {{< exercises part >}} its exercises. All were written by `course.py prepare`; here they are only read.

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

local function explorable(args)
  local name = pandoc.utils.stringify(args[1] or "")
  local shortcode = "explorable " .. name
  if not quarto.doc.is_format("html:js") then
    return blocks(read("explorables/" .. name .. ".print.html", shortcode))
  end
  local html = read("explorables/" .. name .. ".html", shortcode)
  if not scripted then
    scripted = true
    html = html .. '<script src="' .. quarto.project.offset .. '/assets/explorable.js" defer></script>\n'
  end
  return pandoc.RawBlock("html", html)
end

local function ledger()
  return pandoc.read(read("ledger.md", "ledger"), "markdown").blocks
end

local function parts()
  return pandoc.read(read("parts.md", "parts"), "markdown").blocks
end

local function digits()
  return pandoc.read(read("digits.md", "digits"), "markdown").blocks
end

local function lessons(args)
  local part = pandoc.utils.stringify(args[1] or "")
  return pandoc.read(read("hubs/" .. part .. ".md", "lessons " .. part), "markdown").blocks
end

local function report(args)
  local part = pandoc.utils.stringify(args[1] or "")
  return pandoc.read(read("hubs/" .. part .. "-report.md", "report " .. part), "markdown").blocks
end

local function exercises(args)
  local part = pandoc.utils.stringify(args[1] or "")
  return pandoc.read(read("exercises/" .. part .. ".md", "exercises " .. part), "markdown").blocks
end

return {
  ["explorable"] = explorable, ["ledger"] = ledger, ["parts"] = parts, ["digits"] = digits, ["lessons"] = lessons, ["report"] = report,
  ["exercises"] = exercises,
}
