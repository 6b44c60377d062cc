-- {{< agenda part minutes >}} places an agenda that `course.py prepare` computed from the guide of that part.

local function agenda(args)
  local part, minutes = pandoc.utils.stringify(args[1] or ""), pandoc.utils.stringify(args[2] or "")
  local name = part .. "-" .. minutes .. ".html"
  local file = not name:find("..", 1, true) and io.open(quarto.project.directory .. "/_build/agendas/" .. name, "r")
  if not file then
    error(quarto.doc.input_file .. ": found {{< agenda " .. part .. " " .. minutes .. " >}}, which `course.py prepare` did not write to _build")
  end
  local html = file:read("a")
  file:close()
  if quarto.doc.is_format("html:js") then return pandoc.RawBlock("html", html) end
  return pandoc.read(html, "html").blocks
end

return { ["agenda"] = agenda }
