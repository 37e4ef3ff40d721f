using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What is told of each key of a card that was personalised, and the certificates that the same step issued. What does not fit is given as a clause.</summary>
internal static class CardKeysFacts
{
    /// <summary>What is wrong, or null. Of editions before 5 nothing is told.</summary>
    public static string? Problem(FactBasis basis, CardPersonalised card, CardProduced produced)
    {
        if (card.Keys is not { } told)
        {
            return null;
        }

        return told.Select(key => key.Label).Order(StringComparer.Ordinal).SequenceEqual(produced.Keys.Select(key => key.Label).Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? produced.Keys.Select(key => OfKey(basis, card, key, told.Single(each => each.Label == key.Label))).FirstOrDefault(problem => problem is not null)
            : $"what was done for the keys of the card {card.Number} is told of other keys than it has";
    }

    /// <summary>Whether the certificate of a card's key was issued and not stored, according to the fact of its card.</summary>
    public static bool IsOnlyIssued(FactBasis basis, CardProduced card, byte[] publicKey) =>
        basis.Registry.Find<CardPersonalised>(each => each.Token == card.Token)?.Keys is { } told
        && card.Keys.Any(key => key.PublicKey.AsSpan().SequenceEqual(publicKey) && told.Any(each => each.Label == key.Label && each.Action == CardKeyAction.Issue));

    private static string? OfKey(FactBasis basis, CardPersonalised card, CardKey key, CardKeyAction told)
    {
        JsonMap[] issued = Issued(basis, key);
        string? former = Former(basis, card, key);
        return !Fits(told, key, card, issued) || (told.IsStored && Replaced(basis, issued[0]) != (told.Action == CardKeyAction.Redo ? former ?? "" : null)) ? $"for the key \"{key.Label}\" of the card {card.Number} something else was done than is told"
            : told.Action == CardKeyAction.Add && former is not null ? $"the key \"{key.Label}\" of the card {card.Number} had a certificate already, which was not replaced"
            : told.Action == CardKeyAction.Redo && !basis.WasToldBeforeSigning(issued[0].Bytes("certificate"), HexText.Groups(former!)) ? $"nobody who agreed to a certificate for the key \"{key.Label}\" of the card {card.Number} was told which one it replaces"
            : null;
    }

    private static bool Fits(CardKeyAction told, CardKey key, CardPersonalised card, JsonMap[] issued) => told.Action switch
    {
        CardKeyAction.Blank => told.Procedure is null && issued.Length == 0,
        CardKeyAction.Add or CardKeyAction.Redo => issued is [var stored] && stored.Text("procedure") == told.Procedure && FactBasis.Is(stored, "token", card.Token.Name) && FactBasis.Is(stored, "key-id", key.Id),
        CardKeyAction.Issue => issued is [var kept] && kept.Text("procedure") == told.Procedure && kept.Find("token") is null && kept.Find("key-id") is null,
        _ => false,
    };

    // The hash of the certificate that stood there for the key before.
    private static string? Former(FactBasis basis, CardPersonalised card, CardKey key) =>
        basis.Evidence.RegistryBefore(basis.Line).Find<CertificateIssued>(each => each.Token == card.Token && each.KeyId == key.Id) is { } former ? FactBasis.Hash(former.Certificate) : null;

    // What the action that stored it says of the one in whose place it stands.
    private static string? Replaced(FactBasis basis, JsonMap issued) =>
        basis.Find("store-certificate", (action, _) => FactBasis.Holds(action, "certificate", issued.Bytes("certificate")))?.Action.Find("replaces")?.AsText();

    private static JsonMap[] Issued(FactBasis basis, CardKey key) =>
    [
        .. basis.Line.Json["facts"].AsList().Select(fact => fact.AsMap())
            .Where(fact => fact.Text("fact") == "certificate-issued" && CertificateView.Read(fact.Bytes("certificate")).PublicKey.AsSpan().SequenceEqual(key.PublicKey)),
    ];
}
