using Ceremony.Core.Configs;
using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about configurations, files, services, servers and what an operator did.</summary>
internal static class SystemLies
{
    private static readonly string Zeros = new('0', 64);
    private static readonly string Other = Convert.ToBase64String(Cast.Forged.Ca.Certificate);

    public static IEnumerable<Lie> All => [.. Configurations, .. Files, .. Backups, .. Services, .. Servers];

    private static IEnumerable<Lie> Configurations =>
    [
        Whole("a PIN set under a name that is not masked", f => Setting(f, "SSL.pin", "SSL.name"), "secrets"),
        Whole("a PIN set under a masked name with its value in the clear", f => f.SetFact("config-edited", "settings/1/value", "1234"), "secrets"),
        Whole("a configuration in which a PIN was read", f => Look(f, "conf").Set("seen/masked", Convert.ToBase64String("SSL.pin=1234\n"u8)), "secrets"),
        Whole("a configuration in which a line goes on in the next", f => Look(f, "conf").Set("seen/masked", Convert.ToBase64String("name=x\\\n1234\n"u8)), "secrets"),
        Whole("a configuration that was read unmasked", f => f.Before(Look(f, "conf"), Look(f, "conf").Copy().Set("look", new JsonMap { { "look", "file" }, { "path", SecondHalf.Conf } }).Set("seen", new JsonMap { { "bytes", "AAAA" } })), "secrets"),
        Whole("a configuration with other settings than was approved", f => f.SetFact("config-edited", "settings/0/value", "elsewhere"), "facts"),
        Whole("a configuration that was another before", f => f.SetFact("config-edited", "before", Zeros), "facts"),
        Whole("a configuration that became another", f => Answer(f, "conf").Set("receipt/masked", Zeros), "facts"),
        Whole("a configuration that nobody read", f => f.Drop(Look(f, "conf")), "facts"),
        Whole("a configuration that is another than was read", f => Look(f, "conf").Set("seen/masked", Convert.ToBase64String("# other\n"u8)), "facts"),
        Whole("a configuration in another file", f => f.SetFact("config-edited", "file", "/cm/config/other.conf"), "facts"),
        Whole("a configuration whose copy is elsewhere", f => f.SetFact("config-edited", "backup", "elsewhere/copy"), "facts"),
        Whole("a configuration that was not changed, though it was", f => f.SetFact("config-edited", "backup", ""), "facts"),
        Whole("a setting that is told of and was not made", f => f.SetFact("config-edited", "settings/+", new JsonMap { { "name", "Debug" }, { "value", "true" } }), "facts"),
        Whole("a setting that is told of as set and was taken out", f => f.SetFact("config-edited", "settings/2", new JsonMap { { "name", "SSL.file" }, { "value", "" } }), "facts"),
        Whole("a setting that was taken out and is said to have a value", f => f.SetFact("config-edited", "settings/2/value", "certs/tls.p12"), "facts"),
        Whole("another setting taken out than the file became", f => f.Everywhere("SSL.file", "SSL.filter", "conf")),
        Whole("a PIN of a token that nobody knows", f => { f.Proposal("edit-config").Set("actions/0/edits/1/pin-of", "ghost"); f.Intention("edit-config").Set("action/edits/1/pin-of", "ghost"); }),
        Whole("a configuration that everybody can read", f => Look(f, "conf").Set("seen/mode", 511)),
    ];

    private static IEnumerable<Lie> Files =>
    [
        Whole("a file with another hash than its bytes", f => PlacedHash(f, Zeros)),
        Whole("a file that was placed elsewhere", f => f.SetFact("file-placed", "file", "elsewhere/other"), "facts"),
        Whole("a file that was placed and read back as another", f => Answer(f, "place").Set("receipt/sha256", Zeros), "facts"),
        Whole("a file of which a copy was kept, though nothing stood there", f => f.SetFact("file-placed", "backup", "elsewhere/copy"), "facts"),
        Whole("a file that nobody placed", f => f.Drop(Answer(f, "place")), "facts"),
        Whole("a file that was removed and is another", f => f.SetFact("file-removed", "file", "elsewhere/other"), "facts"),
        Whole("a file that was removed without a copy", f => f.SetFact("file-removed", "backup", null), "facts"),
        Whole("a file that was removed and kept where the server reads it", f => f.Everywhere("/cm/cistrust.before/", "/cm/cistrust/"), "names"),
        Whole("a configuration that is kept beside itself", f => f.Everywhere("/cm/config.before/", "/cm/config/"), "names"),
        Whole("a certificate that was removed and seen in another file", f => f.First(line => line.Text("look/look") == "copies").Set("seen/copies/+", "old.cer"), "names"),
        Whole("a file that was removed and had another hash", f => f.SetFact("file-removed", "sha256", Zeros), "facts"),
        Whole("files that were brought back without an action", f => f.Line("step-done", 1, "last").Set("facts/+", new JsonMap { { "fact", "files-restored" }, { "files", JsonList.OfText([SecondHalf.Conf]) } }), "facts"),
    ];

    private static IEnumerable<Lie> Backups =>
    [
        Whole("a backup that holds no PIN, though it does", f => f.SetFact("config-edited", "old-pins", null), "facts"),
        Whole("a backup that holds another PIN", f => f.SetFact("config-edited", "old-pins/0", "pin.pin"), "facts"),
        Whole("a backup that was removed and stays", f => f.SetFact("backup-cleared", "file", "/cm/config.before/other.conf.before-conf"), "facts"),
        Whole("a backup that was removed and is said to be elsewhere", f => f.SetFact("backup-cleared", "to", "/media/cm.conf.before-conf"), "facts"),
        Whole("a backup with old PINs that a step left, and says nothing of", f => f.Line("step-done", 1, "clear").Set("facts", new JsonList([])), "facts"),
        Whole("a backup that nobody removed", f => f.Drop(Answer(f, "clear")), "facts"),
        Whole("a backup that is another than was kept", f => Look(f, "clear").Set("seen/masked", Convert.ToBase64String("# other\n"u8)), "names"),
        Whole("another file than a backup, removed as one", f => f.Everywhere(SecondHalf.ConfBackup, "/cm/config/cis.conf", "clear"), "names"),
    ];

    private static IEnumerable<Lie> Services =>
    [
        Whole("a service that was stopped and is running", f => Answer(f, "stop").Set("receipt/state", "active"), "facts"),
        Whole("a service that was started and failed", f => Look(f, "start").Set("seen/state", "failed"), "facts"),
        Whole("a service that was started and that nobody looked at", f => f.Drop(Look(f, "start")), "facts"),
        Whole("another service that was stopped", f => f.SetFact("service-stopped", "service", "database"), "facts"),
        Whole("another service that was started", f => f.SetFact("service-started", "service", "database"), "facts"),
        Whole("a service that nobody stopped", f => f.Drop(Answer(f, "stop")), "facts"),
        Whole("a service that was looked at and is another", f => Look(f, "start").Set("look/service", "database"), "facts"),
        Whole("an operator who did something else", f => f.SetFact("operator-acted", "did", "nothing"), "facts"),
        Whole("an operator who is another", f => f.SetFact("operator-acted", "by", "Ada Berg"), "facts"),
        Whole("an operator who was not in the room", f => f.Everywhere("Oda", "Eve", "clients")),
        Whole("logs whose archiving somebody else attested", f => f.SetFact("attested", "by", "Oda"), "facts"),
        Whole("logs whose archiving somebody attested who was not in the room", f => f.Everywhere("Bo Carlsson", "Eve Miller", "logs")),
        Left("something else that was attested", f => f.SetFact("attested", "about", "key-destroyed")),
        Whole("a statement about the logs that says nothing of them", f => f.Line("attested", 1, "logs").Set("statement", "Nothing.")),
    ];

    private static IEnumerable<Lie> Servers =>
    [
        Whole("a server with another certificate than it presented", f => f.SetFact("tls-probed", "certificate", Other), "facts"),
        Whole("a server that presented another certificate, and the fact says so", f => { Look(f, "probe").Set("seen/certificates/0", Other); f.SetFact("tls-probed", "certificate", Other); }, "facts"),
        Whole("a server under a name that its certificate does not have", f => { Look(f, "probe").Set("look/host", "cm.example.org"); f.SetFact("tls-probed", "host", "cm.example.org"); }, "facts"),
        Whole("a server that presented the certificate of a person", f =>
        {
            string certificate = f.Fact("soft-token-issued").Line.Text("facts/1/certificate");
            Look(f, "probe").Set("seen/certificates/0", certificate);
            f.SetFact("tls-probed", "certificate", certificate);
            f.SetFact("tls-probed", "expected", "pin.crt");
        }, "facts"),
        Whole("a server with another artifact than it presented", f => f.SetFact("tls-probed", "expected", "pin.crt"), "facts"),
        Whole("another server than was asked", f => f.SetFact("tls-probed", "host", "example.com"), "facts"),
        Whole("a server at another port", f => f.SetFact("tls-probed", "port", 443), "facts"),
        Whole("a server that nobody asked", f => f.Drop(Look(f, "probe")), "facts"),
        Whole("a server with which no connection came about", f => Look(f, "probe").Set("seen/fault", "Nobody listens there.")),
        Whole("a server with an old protocol", f => Look(f, "probe").Set("seen/protocol", "Ssl3")),
        Whole("a server whose chain is another's", f => Look(f, "probe").Set("seen/certificates/1", Other)),
    ];

    private static ForgedLine Look(Forger forger, string step) => forger.First(line => line.Step == step && line.Kind == "looked");

    private static ForgedLine Answer(Forger forger, string step) => forger.First(line => line.Step == step && line.Kind == "performed" && line.Names is not null);

    private static void PlacedHash(Forger forger, string hash)
    {
        string honest = forger.Fact("file-placed").Line.Text("facts/0/sha256");
        forger.Everywhere(honest, hash, "place");
    }

    private static void Setting(Forger forger, string name, string other)
    {
        foreach (ForgedLine line in forger.Lines.Where(line => line.Step == "conf"))
        {
            line.Change(json => JsonPath.EachText(json, each => each.Replace(name, other, StringComparison.Ordinal)).AsMap());
        }

        ConfigText before = ConfigText.Of("# CF\r\nSSL.file=certs/tls.p12\r\nSSL.pin=****\r\n"u8);
        string after = before.With("SSL.cert", "localhost").With(other, "****").Without("SSL.file").MaskedSha256();
        forger.Everywhere(forger.Fact("config-edited").Line.Text("facts/0/after"), after, "conf");
    }
}
