using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Verify;

/// <summary>
/// Somebody who signed an archive. The names are those that the record gives; the subject is what the certificate says about the same person, and
/// people have to judge whether the two belong together.
/// </summary>
/// <param name="Officer">The officer's recorded name.</param>
/// <param name="Person">The person's recorded name.</param>
/// <param name="Subject">The certificate's subject, escaped.</param>
public sealed record SignerName(string Officer, string Person, string Subject)
{
    /// <summary>One line for people, with anything foreign escaped.</summary>
    public override string ToString() => $"{Hostile.Escape(Person)}, as {Hostile.Escape(Officer)}, by a certificate of {Subject}";

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "officer", Officer }, { "person", Person }, { "subject", Subject } };
}
