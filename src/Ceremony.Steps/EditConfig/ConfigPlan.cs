using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;

namespace Ceremony.Steps;

/// <summary>A configuration file as it is and as it will be, its PINs masked in both.</summary>
/// <param name="File">The file.</param>
/// <param name="View">As it was looked at.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">As it will be; in it a PIN that is written has a value of its own, so that it counts as a change.</param>
/// <param name="Edits">The settings under the names that they have in this file.</param>
/// <param name="Backup">The file in which it is kept.</param>
internal sealed record ConfigPlan(string File, ConfigView View, ConfigText Before, ConfigText After, IReadOnlyList<ConfigEdit> Edits, string Backup)
{
    // Nobody sees it: the value of a PIN is masked.
    private const string NewPin = "new";

    /// <summary>Finds out what becomes of the file.</summary>
    public static ConfigPlan Of(string file, ConfigView view, IReadOnlyList<ConfigEdit> edits, string backup)
    {
        ConfigText before = ConfigText.Of(view.Masked);
        ConfigText after = before;
        var named = new List<ConfigEdit>();
        foreach (ConfigEdit edit in edits)
        {
            ConfigEdit here = edit.Removed ? edit : edit with { Name = after.NameFor(edit.Name, edit.Value ?? NewPin) };
            after = here.MadeIn(after, NewPin);
            named.Add(here);
        }

        return new ConfigPlan(file, view, before, after, named, backup);
    }

    /// <summary>Whether the file has all of it already; with a PIN that can never be known.</summary>
    public bool ChangesNothing => Before.ToBytes().AsSpan().SequenceEqual(After.ToBytes());

    /// <summary>What will be done.</summary>
    public EditConfig Action => new(File, Before.MaskedSha256(), After.MaskedSha256(), Edits, Backup);

    /// <summary>The settings as the record has them, without PINs.</summary>
    public IReadOnlyList<ConfigSetting> Settings => [.. Edits.Select(each => new ConfigSetting(each.Name, each.Value) { Removed = each.Removed })];
}
