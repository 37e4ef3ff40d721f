using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about wrong PINs, about what was signed and read from the sheet as people left and came back, and about what they did afterwards.</summary>
internal static class LeavingLies
{
    private static readonly string Zeros = new('0', 64);

    public static IEnumerable<Lie> All => [.. WrongPins, .. Leaving, .. Afterwards];

    private static IEnumerable<Lie> WrongPins =>
    [
        Left("a wrong PIN by somebody who was not in the room", f => f.Line("sign-in-failed").Set("person", "Eve Miller").Set("by", "Eve Miller"), "by"),
        Left("a wrong PIN by another than the line names", f => f.Line("sign-in-failed").Set("by", "Name of officer 2"), "by"),
        Left("a wrong PIN of a token that nobody has", f => f.Line("sign-in-failed").Set("token", "soft token ghost.p12"), "names"),
        Left("a wrong PIN of the other officer's token", f => f.Line("sign-in-failed").Set("person", "Name of officer 2").Set("by", "Name of officer 2"), "names"),
    ];

    private static IEnumerable<Lie> Leaving =>
    [
        Left("a last line that one officer signed", f => f.Drop(f.Line("head-signed", 2)), "leaves"),
        Left("a last line that one officer signed twice", f => f.Line("head-signed", 2).Set("officer", f.Line("head-signed")["officer"]), "leaves"),
        Left("a last line that nobody signed", f => f.Drop(f.All("head-signed")), "leaves"),
        Left("another last line than the officers signed", f => f.Line("head-signed").Set("head", 3), "leaves"),
        Left("a last line that the officers signed as another", f => f.Line("head-signed").Set("text", f.Line("head-signed").Text("text").Replace("line: ", "line: 1", StringComparison.Ordinal)), "leaves"),
        Left("a signature over the last line that is another's", f => f.Line("head-signed").Set("signature", f.Line("head-signed", 2)["signature"]), "leaves"),
        Left("a last line that somebody signed who is no officer", f => f.Line("head-signed").Set("officer", "Eve"), "leaves"),
        Left("a witness who read another line from the sheet", f => f.Line("witnessed").Set("line", 3), "sheet"),
        Left("a witness who read other words from the sheet", f => f.Line("witnessed").Set("hash", Zeros), "sheet"),
        Resumed("a resume before which nobody read the sheet", f => f.Drop(f.Line("witnessed")), "sheet"),
        Resumed("a sheet that the operator read, though a witness was there", f => f.Line("witnessed").Set("by", "Name of operator 1"), "by"),
        TwoKeys("an officer's signature over the archive before there was one", SignedBefore, "ending"),
    ];

    private static IEnumerable<Lie> Afterwards =>
    [
        Left("something was recorded that nobody answered", f => f.Line("answered", 1, "bag").Set("answers/record", "AB123456"), "answers"),
        Left("something was recorded and left out", f => f.Line("step-done", 1, "bag").Set("outputs", new JsonMap()), "answers"),
        Left("a fingerprint that was shown and is nothing's", f => f.Line("shown", 1, "fingerprint").Set("screen", Shown(f, Zeros)), "facts"),
        Left("a fingerprint that nobody saw", f => f.Drop(f.Line("shown", 1, "fingerprint")), "facts"),
        Left("a medium that was taken out while it was mounted", f => f.Line("looked", 2, "medium").Set("seen", f.Line("looked", 1, "medium")["seen"]), "facts"),
        Left("a medium that was taken out and that nobody looked at again", f => f.Drop(f.Line("looked", 2, "medium")), "facts"),
        Left("a medium that was taken out and is another folder's", f => f.Line("looked", 2, "medium").Set("look/path", "other"), "facts"),
        Replaced("an officer who was replaced and is another than was approved", f => f.SetFact("officer-replaced", "officer", "Officer 1"), "facts"),
        Replaced("an officer who was replaced for another reason than was approved", f => f.SetFact("officer-replaced", "reason", "the officer left"), "facts"),
        Replaced("an officer whom nobody replaced", f => f.DropFact("officer-replaced"), "facts"),
        Replaced("an officer who confirmed their own replacement", ConfirmsOwnEnd, "confirmations"),
        Restored("files that were brought back from elsewhere than was approved", f => f.Intention("restore-files").Set("action/files/0/backup", "/elsewhere"), "actions"),
        Restored("files that were brought back from elsewhere than they were kept", f => { f.Proposal("restore-files").Set("actions/0/files/0/backup", "/elsewhere"); f.Intention("restore-files").Set("action/files/0/backup", "/elsewhere"); }, "names"),
        Restored("a file that was brought back, though the officers did not agree to it", f => f.SetFact("files-restored", "files/+", "/cm/cistrust/bootca.cer"), "facts"),
        Whole("a service that was started by another command than was approved", f => f.Intention("start-service").Set("action/command/0", "/bin/rm"), "actions"),
        Whole("a file that stood in the place of another, and nobody noticed", f => f.First(line => line.Text("look/look") == "file-state").Set("seen", f.Line("looked", 1, "remove")["seen"]), "names"),
        Whole("a secret key for another use than was approved", f => f.Intention("generate-secret-key").Set("action/usage/+", "decrypt"), "actions"),
        Whole("a challenge that somebody else's soft token signed than was approved", f => f.Intention("sign-challenge-with-soft-token").Set("action/file", "other.p12"), "actions"),
    ];

    private static void SignedBefore(Forger forger)
    {
        JsonMap officer = forger.Line("sealed")["roster/0"].AsMap();
        forger.Before(forger.Line("sealed"), "signed", new JsonMap
        {
            { "officer", officer["officer"] },
            { "person", officer["person"] },
            { "by", officer["person"] },
            { "sha256sums", Zeros },
            { "signer-info", "AAAA" },
            { "certificate", officer["certificate"] },
        }).Set("step", null);
    }

    private static JsonValue Shown(Forger forger, string sha256)
    {
        string honest = forger.Line("shown", 1, "fingerprint")["screen/blocks"].AsList().Select(block => block.AsMap()).Single(block => block.Text("block") == "fingerprint").Text("sha256");
        return JsonPath.EachText(forger.Line("shown", 1, "fingerprint")["screen"], each => each.Replace(honest, sha256, StringComparison.Ordinal));
    }

    private static void ConfirmsOwnEnd(Forger forger)
    {
        ForgedLine own = forger.Line("confirmed", 2, "by-both");
        ForgedLine confirmed = forger.First(line => line.Kind == "confirmed" && line.Step == "without-2" && line.Text("officer") != "Officer 1");
        foreach (string field in new[] { "officer", "person", "origin", "certificate", "by" })
        {
            confirmed.Set(field, own[field]);
        }
    }
}
