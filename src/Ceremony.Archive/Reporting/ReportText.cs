using System.Globalization;
using System.Text;
using Ceremony.Core.Screens;

namespace Ceremony.Archive;

/// <summary>
/// Lays a report out in 80 columns and pages of 60 lines, a form feed between them and a header on each. Every text is escaped here, so that
/// nothing which came from a token, a file or a person can look like something else.
/// </summary>
internal sealed class ReportText
{
    private const int LineWidth = 80;
    private const int PageLength = 60;
    private const int HeaderLength = 3;
    private const int NameWidth = 13;

    // A heading that stands alone at the end of a page would be overlooked.
    private const int LeastBelowHeading = 6;

    private readonly List<List<string>> _pages = [[]];

    /// <summary>The heading of a part of the report.</summary>
    public void Section(string title) => Heading(title, '=');

    /// <summary>The heading of something within a part.</summary>
    public void Topic(string title) => Heading(title, '-');

    /// <summary>A paragraph of whole sentences.</summary>
    public void Paragraph(string text, int indent = 0) => Wrapped(text, new string(' ', indent), new string(' ', indent));

    /// <summary>An item of a list.</summary>
    public void Bullet(string text) => Wrapped(text, "  - ", "    ");

    /// <summary>A name and its value. Nothing is written where there is no value.</summary>
    public void Item(string name, string? value)
    {
        if (value is not null)
        {
            Wrapped(value, $"  {name.PadRight(NameWidth)} ", new string(' ', NameWidth + 3));
        }
    }

    /// <summary>A paragraph that must not be overlooked.</summary>
    public void Shout(string text)
    {
        var bar = new string('!', LineWidth);
        Blank();
        Line(bar);
        foreach (string line in Columns.Wrap(Hostile.Escape(text), LineWidth - 6))
        {
            Line($"!! {line}{new string(' ', LineWidth - 6 - Columns.Width(line))} !!");
        }

        Line(bar);
        Blank();
    }

    /// <summary>A text with line breaks of its own, line by line, marked at its edge.</summary>
    public void Verbatim(string text)
    {
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            Wrapped(line, "    | ", "    |   ");
        }
    }

    /// <summary>An empty line, but not two, and none at the top of a page.</summary>
    public void Blank()
    {
        if (_pages[^1].Count > 0 && _pages[^1][^1].Length > 0)
        {
            Line("");
        }
    }

    /// <summary>Starts a new page.</summary>
    public void NewPage()
    {
        if (_pages[^1].Count > 0)
        {
            _pages.Add([]);
        }
    }

    /// <summary>The whole report.</summary>
    /// <param name="mode">The left part of every page's header, such as REHEARSAL.</param>
    /// <param name="title">The text after it; cut off where it is too long.</param>
    public string Render(string mode, string title)
    {
        var text = new StringBuilder();
        for (int page = 0; page < _pages.Count; page++)
        {
            string number = string.Create(CultureInfo.InvariantCulture, $"page {page + 1} of {_pages.Count}");
            string left = Columns.Wrap($"{mode}  {Hostile.Escape(title)}", LineWidth - number.Length - 2)[0];
            text.Append(page == 0 ? "" : "\f")
                .Append(left).Append(' ', LineWidth - number.Length - Columns.Width(left)).Append(number).Append('\n')
                .Append('-', LineWidth).Append("\n\n");
            foreach (string line in _pages[page])
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private void Heading(string title, char underline)
    {
        if (_pages[^1].Count > PageLength - HeaderLength - LeastBelowHeading)
        {
            NewPage();
        }

        Blank();
        IReadOnlyList<string> lines = Columns.Wrap(Hostile.Escape(title), LineWidth);
        foreach (string line in lines)
        {
            Line(line);
        }

        Line(new string(underline, lines.Max(Columns.Width)));
        Line("");
    }

    private void Wrapped(string text, string first, string others)
    {
        IReadOnlyList<string> lines = Columns.Wrap(Hostile.Escape(text), LineWidth - Math.Max(first.Length, others.Length));
        for (int at = 0; at < lines.Count; at++)
        {
            Line(((at == 0 ? first : others) + lines[at]).TrimEnd());
        }
    }

    private void Line(string line)
    {
        if (_pages[^1].Count >= PageLength - HeaderLength)
        {
            NewPage();
        }

        _pages[^1].Add(line);
    }
}
