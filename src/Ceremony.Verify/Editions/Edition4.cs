using Ceremony.Core.Facts;

namespace Ceremony.Verify;

/// <summary>Edition 4: the same as edition 5 except for what is listed here. docs/format.md says the same in words.</summary>
internal static class Edition4
{
    public static Rules Rules { get; } = CurrentEdition.Rules with
    {
        Edition = 4,
        Actions = CurrentEdition.Rules.Actions.Without("prove-decryption", "prove-decryption-with-soft-token", "prove-wrapping"),
        Facts = CurrentEdition.Rules.Facts.Without("decryption-proven", "wrapping-proven").With(KnownFact.Of<CrlIssued>("crl-issued", "ca number serials crl artifact", SigningFacts.Crl)),
        Steps = CurrentEdition.Rules.Steps.Without("prove-decryption", "prove-wrapping"),
    };
}
