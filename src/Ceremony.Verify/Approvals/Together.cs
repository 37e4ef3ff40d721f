using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>The parts of a proposal by which several steps are confirmed at once: docs/format.md, "Steps that are confirmed together".</summary>
internal static class Together
{
    private const string Field = "together";

    /// <summary>What later steps will propose, in their order; none where the step is confirmed alone.</summary>
    public static IEnumerable<JsonMap> Parts(JournalLine proposed) => (proposed.Json.Find(Field)?.AsList() ?? []).Select(part => part.AsMap());

    /// <summary>Whether several steps are confirmed at once.</summary>
    public static bool Are(JournalLine proposed) => proposed.Json.Find(Field) is not null;

    /// <summary>What is put forward for each step, the open one first: a map with <c>screen</c>, <c>actions</c> and <c>text</c>.</summary>
    public static IEnumerable<(string Step, JsonMap Proposal)> All(JournalLine proposed) => Parts(proposed).Select(part => (part.Text("step"), part)).Prepend((proposed.Step ?? "", proposed.Json));

    /// <summary>What is put forward for that step; null where nothing is.</summary>
    public static JsonMap? Of(JournalLine proposed, string? step) => step == proposed.Step ? proposed.Json : Parts(proposed).FirstOrDefault(part => part.Text("step") == step);

    /// <summary>Whether officers always confirm the action by itself.</summary>
    public static bool StandsAlone(JsonMap action) => action.Text("do") switch
    {
        "initialise-token" or "destroy-key" or "remove-object" or "clear-backup" or "restore-files" or "allow-exception" or "correct-answer" => true,
        "remove-file" => action.Find("backup") is null,
        "enter-in-registry" => action["entry"].AsMap().Text("fact") is "boot-kit-opened" or "ca-created" or "ca-revoked" or "officer-recognised" or "officer-created" or "officer-replaced",
        "sign" => SignedThings.Lasting(action.Bytes("bytes")) is not null,
        _ => false,
    };
}
