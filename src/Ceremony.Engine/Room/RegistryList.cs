using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Engine;

/// <summary>The registry as it stands now, for whoever asks.</summary>
internal sealed class RegistryList(RunPlan plan, Recorder recorder)
{
    /// <summary>The screen for F6.</summary>
    public Screen Screen()
    {
        IReadOnlyList<Block> tables = new RegistryTables([.. Folds.Facts(recorder.Lines)], plan.Quorum).All();
        return new Screen("Registry", tables.Count > 0 ? tables : [new TextBlock("The registry is still empty: it has no key, no CA, no procedure and no officer.")])
        {
            Help = "This is what exists so far, according to the journal. Lines are those of the journal: the one that made an entry, then those that changed its "
                + "state. An entry holds here where this program did it, as reported where the operator described another system, as verified where this program "
                + "checked another system. Looking changes nothing and is not recorded.",
        };
    }
}
