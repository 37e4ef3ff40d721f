using System.Text;
using System.Text.RegularExpressions;
using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>Every key that an aborted ceremony made or destroyed, or may have, and what becomes of it now that nobody will use it as planned.</summary>
internal sealed partial class KeyFates
{
    private const string Destroy = "destroy it before the token serves another ceremony";
    private const string MayBeMade = $"it may be on the token: it was begun, but not seen to be made; look for it, and {Destroy}";
    private const string MayBeDestroyed = "it may be destroyed: that was begun, but not seen to be done; look for it, and destroy what is left of it";
    private const string Destroyed = "it was destroyed, and its absence seen";
    private const string SecretStays = $"it stays on the token; {Destroy}";

    // What makes or destroys a key is told in far fewer bytes: whatever a damaged journal holds, it does not fill the memory.
    private const int LongestIntention = 16 << 10;
    private const int LongestName = 200;

    private readonly IReadOnlyList<JournalLine> _lines;
    private readonly IReadOnlyList<TokenDeeds.Deed> _deeds;
    private readonly HashSet<ObjectRef> _destroyed;
    private readonly HashSet<ObjectRef> _mayBeDestroyed;

    private KeyFates(IReadOnlyList<JournalLine> lines)
    {
        _lines = lines;
        var deeds = TokenDeeds.Of(lines);
        _deeds = deeds.All;

        // What officers had removed was left by something that failed: only a key that was destroyed as one has that fate.
        (_destroyed, _mayBeDestroyed) = ([.. deeds.All.Where(deed => deed.IsDone && deed.Action is DestroyKey).SelectMany(deed => deed.Action.Destroys)], deeds.MayBeDestroyed);
    }

    /// <summary>A member of the <c>aborted</c> line: key, token and fate of each.</summary>
    public static IReadOnlyList<KeyFate> Of(IReadOnlyList<JournalLine> lines)
    {
        var fates = new KeyFates(lines);
        return [.. fates.Pairs(), .. fates.Secrets(), .. fates.OthersDestroyed()];
    }

    /// <summary>The same of what could not be read of a journal: every key that a line of it names as one to be made or destroyed.</summary>
    public static IReadOnlyList<KeyFate> OfUnread(byte[] journal)
    {
        var fates = new List<KeyFate>();
        foreach (Range line in journal.AsSpan().Split((byte)'\n'))
        {
            ReadOnlySpan<byte> bytes = journal.AsSpan(line);
            if (OfUnread(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, LongestIntention)])) is { } fate)
            {
                fates.Add(fate);
            }
        }

        return fates;
    }

    // A line that is damaged somewhere may still show what it was about to do.
    private static KeyFate? OfUnread(string line)
    {
        // Two looks, each once through the line: whoever damaged it may have filled it with what the first one looks for.
        if (Begun().Match(line) is not { Success: true } begun || !Intention().IsMatch(line, begun.Index))
        {
            return null;
        }

        bool isDestroyed = begun.Groups[1].Value == "destroy-key";
        return Fate(
            Found(line, isDestroyed ? "key-label" : "label") ?? "(its label cannot be read)",
            new TokenRef(Found(line, "token") ?? "(its token cannot be read)"),
            isDestroyed ? MayBeDestroyed : MayBeMade);
    }

    private static string? Found(string line, string field) =>
        Regex.Match(line, $"\"{field}\":(\"(?:[^\"\\\\]|\\\\.){{1,{LongestName}}}\")") is { Success: true } found ? Read(found.Groups[1].Value) : null;

    private static string? Read(string json)
    {
        try
        {
            return CanonicalJson.Parse(Encoding.UTF8.GetBytes(json)).AsText();
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }

    [GeneratedRegex("\"do\":\"(generate-key-pair|generate-secret-key|destroy-key)\"")]
    private static partial Regex Begun();

    [GeneratedRegex("\"kind\":\"intended\"|\"approved\":[0-9]")]
    private static partial Regex Intention();

    private IEnumerable<KeyFate> Pairs() => Of<GenerateKeyPair>().Select(each => Fate(
        each.Action.Label,
        each.Action.Token,
        Destruction(each.Action.Makes) ?? (each.Receipt is { } receipt && Read(each.Action, receipt) is { } made ? Made(each.Action, made) : MayBeMade)));

    // The lines of an aborted ceremony need not be proven: a receipt that is none says nothing.
    private static KeyReceipt? Read(GenerateKeyPair key, JsonMap receipt)
    {
        try
        {
            return key.ReadReceipt(receipt);
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }

    private IEnumerable<KeyFate> Secrets() => Of<GenerateSecretKey>().Select(each => Fate(each.Action.Label, each.Action.Token, each.Receipt is null ? MayBeMade : SecretStays));

    // A key that was there before the ceremony, such as the Boot CA's.
    private IEnumerable<KeyFate> OthersDestroyed()
    {
        HashSet<ObjectRef> made = [.. _deeds.SelectMany(deed => deed.Action.Makes)];
        return Of<DestroyKey>()
            .Select(each => each.Action)
            .Where(destroy => !destroy.Destroys.Any(made.Contains))
            .DistinctBy(destroy => (destroy.Token, destroy.KeyId))
            .Select(destroy => Fate(destroy.KeyLabel, destroy.Token, Destruction(destroy.Destroys)!));
    }

    private static KeyFate Fate(string label, TokenRef token, string fate) => new(label, token.Name, fate);

    private string? Destruction(IReadOnlyList<ObjectRef> halves) => halves.Any(_destroyed.Contains) ? Destroyed : halves.Any(_mayBeDestroyed.Contains) ? MayBeDestroyed : null;

    private string Made(GenerateKeyPair key, KeyReceipt receipt)
    {
        // A signature that was begun may have been made: it counts.
        int certificates = Of<Sign>().Count(each => each.Action.Token == key.Token && each.Action.KeyId == key.Id);
        string signed = string.Join(" and ", new[]
        {
            Count(Of<SignChallenge>().Count(each => each.Action.Token == key.Token && each.Action.KeyId == key.Id), "challenge"),
            Count(_lines.Entries<Confirmed>().Count(confirmed => IsBy(confirmed, receipt)), "confirmation"),
            Count(certificates, "certificate"),
        }.Where(each => each.Length > 0));
        bool isCertified = _deeds.SelectMany(deed => deed.Action.Makes).Contains(new ObjectRef(key.Token, ObjectRef.Certificate, key.Id));
        string stays = isCertified ? "it stays on the token with its certificate" : "it stays on the token";
        return signed.Length == 0
            ? $"{stays}, unused; {Destroy}"
            : $"{stays} and has signed {signed}{(certificates > 0 ? ", which nobody may use" : "")}; {Destroy}";
    }

    // An officer confirms with the key of a certificate, and the certificate tells which that is.
    private static bool IsBy(Confirmed confirmed, KeyReceipt key)
    {
        try
        {
            return CertificateView.Read(confirmed.Certificate).PublicKey.AsSpan().SequenceEqual(key.PublicKey);
        }
        catch (PkiException)
        {
            return false;
        }
    }

    private static string Count(int count, string what) => count switch
    {
        0 => "",
        1 => $"one {what}",
        _ => $"{count} {what}s",
    };

    private IEnumerable<(T Action, JsonMap? Receipt)> Of<T>()
        where T : CeremonyAction => _deeds.Where(deed => deed.Action is T).Select(deed => ((T)deed.Action, deed.Receipt));
}
