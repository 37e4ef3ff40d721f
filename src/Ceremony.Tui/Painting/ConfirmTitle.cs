using System.Globalization;
using Ceremony.Core.Room;

namespace Ceremony.Tui.Painting;

/// <summary>What the frame around a confirmation says: what it is about, who confirms, and the page.</summary>
internal static class ConfirmTitle
{
    /// <summary>The title, which is cut so that both it and the page fit.</summary>
    public static (string Title, string Page) Of(string title, ConfirmPrompt prompt, int page, int pages, int columns)
    {
        string place = pages > 1 ? string.Create(CultureInfo.InvariantCulture, $" page {page + 1} of {pages} ") : "";
        string who = Who(prompt);
        int room = columns - Glyphs.Width(place) - Glyphs.Width(who) - 4;
        return ($"{Glyphs.Cut(title, room)}{who}", place);
    }

    private static string Who(ConfirmPrompt prompt)
    {
        string verb = prompt.IsProposal ? "confirm" : "sign";
        int all = prompt.Panes.Count;
        return (all, prompt.Quorum ?? all) switch
        {
            (0, _) => "",
            (1, _) => $" {Glyphs.Ahead} the officer {verb}s",
            (_, 1) => $" {Glyphs.Ahead} 1 of {all} officers {verb}s",
            (2, 2) => $" {Glyphs.Ahead} both officers {verb}",
            var (_, quorum) when quorum < all => string.Create(CultureInfo.InvariantCulture, $" {Glyphs.Ahead} {quorum} of {all} officers {verb}"),
            _ => string.Create(CultureInfo.InvariantCulture, $" {Glyphs.Ahead} all {all} officers {verb}"),
        };
    }
}
