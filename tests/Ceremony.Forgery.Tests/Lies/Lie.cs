using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using CeremonyTui.Wiring;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>A lie that an archive tells.</summary>
/// <param name="Name">The lie in plain words.</param>
/// <param name="Of">The ceremony that was held.</param>
/// <param name="Signs">Whose keys the forger has.</param>
/// <param name="Tell">What the forger writes.</param>
/// <param name="Check">The check that is expected to refuse it; null where another one may.</param>
internal sealed record Lie(string Name, Func<HonestCeremony> Of, Signs Signs, Action<Forger> Tell, string? Check = null)
{
    /// <summary>The check that refuses what is no lie.</summary>
    public const string Nothing = "";

    /// <summary>Tells the lie and has the verifier judge it.</summary>
    public Judgement Judge()
    {
        HonestCeremony honest = Of();
        using var folder = new TemporaryFolder();
        string archive = folder["transcript"];
        string fingerprint = Write(honest, archive);
        var options = new VerifyOptions { AllowConsoleKeys = honest.ConsoleKeys, Binder = honest.IsPrograms ? new ScriptBinder() : null };
        VerifyOptions[] fromOutside = Signs == Signs.Both
            ? [options with { Fingerprint = fingerprint }]
            : [options with { Fingerprint = honest.Fingerprint }, options with { Trust = honest.Trusted }];
        return new Judgement([.. fromOutside.Select(outside => ReportCheck.AddTo(Verifier.Verify(archive, outside)))]);
    }

    /// <summary>Tells the lie in an archive, and gives its fingerprint.</summary>
    public string Write(HonestCeremony honest, string archive)
    {
        Dictionary<string, byte[]> files = honest.Unsealed();
        var forger = new Forger(honest.Lines()) { Files = files };
        if (Signs == Signs.None)
        {
            files.Add("SHA256SUMS.p7s", honest.Files["SHA256SUMS.p7s"]);
        }

        Tell(forger);
        string fingerprint = ForgedArchive.Write(archive, honest, forger, Keys(honest, forger));
        if (Check != Nothing && forger.Sealing is null && fingerprint == honest.Fingerprint)
        {
            throw new InvalidOperationException($"the lie changes nothing: {Name}");
        }

        return fingerprint;
    }

    private IReadOnlyList<OfficerKey> Keys(HonestCeremony honest, Forger forger) => Signs switch
    {
        Signs.None => [],
        Signs.One => [.. honest.Keys.Where(key => People(honest, key).Contains(People(honest, honest.Keys[0])[0])), .. forger.MoreKeys],
        _ => [.. honest.Keys, .. forger.MoreKeys],
    };

    private static List<string> People(HonestCeremony honest, OfficerKey key) =>
        [.. honest.Lines().SelectMany(line => line.Text("kind") switch
        {
            "confirmed" => [line],
            "sealed" => line["roster"].AsList().Select(each => each.AsMap()),
            _ => Array.Empty<JsonMap>(),
        }).Where(each => each.Text("certificate") == key.Base64).Select(each => each.Text("person")).Distinct()];

    public override string ToString() => Name;
}
