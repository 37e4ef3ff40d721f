using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about a certificate on a card that took the place of another.</summary>
internal static class RenewalLies
{
    private const string Store = "store-certificate";
    private const string Renew = "renew-1";
    private const int First = 1;
    private const int Renewal = 3;
    private const int RedoneStore = 4;

    public static IEnumerable<Lie> All =>
    [
        Renewed("a certificate in place of one that never stood there", f => Replaces(f, Convert.ToHexStringLower(new byte[32])), "names"),
        Renewed("a certificate in place of the other card's", f => Replaces(f, JournalMaker.Hash(f.Intention(Store, 2).Text("action/certificate") is { } other ? Convert.FromBase64String(other) : [])), "names"),
        Renewed("a certificate in place of another, which nobody says", f => Replaces(f, null), "facts"),
        Renewed("a redone certificate that is told as added", f => Told(f, "signature", "add"), "facts"),
        Renewed("an added certificate that is told as redone", f => Told(f, "authentication", "redo"), "facts"),
        Renewed("a redone certificate that is told as only issued", f => Told(f, "signature", "issue"), "facts"),
        Renewed("a certificate that was redone by another procedure", f => Of(f, "signature", "procedure", "Ghost procedure"), "facts"),
        Renewed("officers who were not told which certificate goes", f => Says(f, f.First(line => line.Kind == "proposed" && line.Step == Renew)), "facts"),
        Renewed("a card that was renewed before it was personalised", f => f.DropFact("card-personalised"), "facts"),
        Renewed("a renewal that no fact tells of", f => f.DropFact("card-personalised", Renewal)),
        Renewed("a renewal after which the card has another holder", f => f.SetFact("card-personalised", "holder", "Eve", Renewal), "facts"),
        Renewed("a renewal of another card", f => f.SetFact("card-personalised", "token", "card-2", Renewal), "facts"),
        Renewed("an officer by the certificate that was taken away", f => f.SetFact("officer-created", "certificate", f.Fact("certificate-issued", First).Line["facts/0/certificate"]), "certificates"),
        Renewed("a redone certificate that was not read back", f => f.Receipt(Store, RedoneStore).Set("receipt/sha256", Convert.ToHexStringLower(new byte[32])), "facts"),
        Renewed("a redone certificate that was never stored", f => f.Drop(f.Receipt(Store, RedoneStore)), "facts"),
        Renewed("a second PIN for a card that was renewed", SecondPin, "facts"),
    ];

    // Everything that goes with the action tells the same.
    private static void Replaces(Forger forger, string? former)
    {
        string honest = forger.Intention(Store, RedoneStore).Text("action/replaces");
        JsonValue? other = former is null ? null : new JsonText(former);
        forger.First(line => line.Kind == "proposed" && line.Step == Renew && line.Text("actions/1/do") == Store).Set("actions/1/replaces", other);
        forger.Intention(Store, RedoneStore).Set("action/replaces", other);
        forger.Everywhere(former is null ? $" in place of the one with the SHA-256 {honest}" : honest, former ?? "", Renew);
    }

    private static void Told(Forger forger, string key, string action) => Of(forger, key, "action", action);

    private static void Of(Forger forger, string key, string field, string value)
    {
        (ForgedLine line, string path) = forger.Fact("card-personalised", Renewal);
        line.Set($"{path}/keys/{(line.Text($"{path}/keys/0/label") == key ? 0 : 1)}/{field}", value);
    }

    private static void Says(Forger forger, ForgedLine proposed)
    {
        string former = forger.Intention(Store, RedoneStore).Text("action/replaces");
        string shown = Core.Screens.HexText.Groups(former);
        proposed.Change(json => JsonPath.EachText(json, text => text.Replace(shown, "", StringComparison.Ordinal)).AsMap());
    }

    // The lines of the first one, told once more in the step of the renewal.
    private static void SecondPin(Forger forger)
    {
        ForgedLine intended = forger.Intention("set-pin");
        ForgedLine at = forger.Receipt(Store, RedoneStore);
        ForgedLine[] told = [intended, .. forger.All("secret-shown").Take(1), forger.Receipt("set-pin")];
        foreach (ForgedLine line in told)
        {
            forger.Move(line, at);
            line.Set("step", Renew);
            at = line;
        }
    }
}
