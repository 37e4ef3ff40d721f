using Ceremony.Core.Json;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Run;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Forgery.Tests.Forging;

/// <summary>The keys of the officers of a room in memory, on tokens and in files.</summary>
internal static class StageKeys
{
    private const string KitPin = "kit-pin";

    /// <summary>The key of everybody who confirmed or signed.</summary>
    public static IReadOnlyList<OfficerKey> Of(Stage stage) =>
        [.. stage.Lines.SelectMany(Officers).DistinctBy(each => Convert.ToBase64String(each.Certificate)).Select(each => Find(stage, each.Certificate, each.Person))];

    /// <summary>The certificates of the authorities.</summary>
    public static IReadOnlyList<byte[]> Authorities(Stage stage) =>
        [.. stage.Lines.Where(line => line.Kind == "step-done").SelectMany(line => line.Json["facts"].AsList()).Select(fact => fact.AsMap())
            .Where(fact => fact.Text("fact") is "ca-created" or "boot-kit-opened").Select(fact => fact.Bytes("certificate"))];

    private static IEnumerable<(byte[] Certificate, string Person)> Officers(JournalLine line) => line.Kind switch
    {
        "confirmed" => [(line.Json.Bytes("certificate"), line.Json.Text("person"))],
        "sealed" => line.Json["roster"].AsList().Select(each => (each.AsMap().Bytes("certificate"), each.AsMap().Text("person"))),
        _ => [],
    };

    private static OfficerKey Find(Stage stage, byte[] certificate, string person)
    {
        byte[] key = CertificateView.Read(certificate).PublicKey;
        foreach (MemoryToken token in stage.Tokens.All)
        {
            if (token.Keys.FirstOrDefault(each => token.KeyPair(each.Id)!.PublicKey.AsSpan().SequenceEqual(key)) is { } on)
            {
                return new OfficerKey(certificate, (algorithm, bytes) => token.SignWith(on.Id, algorithm, bytes));
            }
        }

        foreach (string path in Directory.EnumerateFiles(stage.Folder, "*.p12", SearchOption.AllDirectories))
        {
            foreach (string pin in new[] { KitPin, stage.Hints.Find($"pin {Path.GetFileName(path)}") }.OfType<string>())
            {
                if (Open(path, pin) is { } soft && soft.Certificate.AsSpan().SequenceEqual(certificate))
                {
                    return new OfficerKey(certificate, (algorithm, bytes) => soft.Sign(algorithm, bytes));
                }
            }
        }

        throw new InvalidOperationException($"nobody has the key of {person}");
    }

    private static SoftToken? Open(string path, string pin)
    {
        using Secret typed = Secret.FromText(pin);
        try
        {
            return SoftToken.Open(File.ReadAllBytes(path), typed);
        }
        catch (Exception wrong) when (wrong is PkiException or Core.Devices.DeviceFault)
        {
            return null;
        }
    }
}
