using Ceremony.Core.Facts;
using Ceremony.Core.Json;
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
            ? produced.Keys.Where(key => !Fits(told.Single(each => each.Label == key.Label), key, card, Issued(basis, key)))
                .Select(key => $"for the key \"{key.Label}\" of the card {card.Number} something else was done than is told").FirstOrDefault()
            : $"what was done for the keys of the card {card.Number} is told of other keys than it has";
    }

    /// <summary>Whether the certificate of a card's key was issued and not stored, according to the fact of its card.</summary>
    public static bool IsOnlyIssued(FactBasis basis, CardProduced card, byte[] publicKey) =>
        basis.Registry.Find<CardPersonalised>(each => each.Token == card.Token)?.Keys is { } told
        && card.Keys.Any(key => key.PublicKey.AsSpan().SequenceEqual(publicKey) && told.Any(each => each.Label == key.Label && each.Action == CardKeyAction.Issue));

    private static bool Fits(CardKeyAction told, CardKey key, CardPersonalised card, JsonMap[] issued) => told.Action switch
    {
        CardKeyAction.Blank => told.Procedure is null && issued.Length == 0,
        CardKeyAction.Add => issued is [var stored] && stored.Text("procedure") == told.Procedure && FactBasis.Is(stored, "token", card.Token.Name) && FactBasis.Is(stored, "key-id", key.Id),
        _ => issued is [var kept] && kept.Text("procedure") == told.Procedure && kept.Find("token") is null && kept.Find("key-id") is null,
    };

    private static JsonMap[] Issued(FactBasis basis, CardKey key) =>
    [
        .. basis.Line.Json["facts"].AsList().Select(fact => fact.AsMap())
            .Where(fact => fact.Text("fact") == "certificate-issued" && CertificateView.Read(fact.Bytes("certificate")).PublicKey.AsSpan().SequenceEqual(key.PublicKey)),
    ];
}
