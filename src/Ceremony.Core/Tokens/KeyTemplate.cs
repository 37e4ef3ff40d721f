using Ceremony.Core.Json;

namespace Ceremony.Core.Tokens;

/// <summary>
/// How much a token is told of a key that it is to make. Each template asks for a key that stays in the token, is sensitive and cannot be extracted; they differ in the usages that they name, since tokens refuse
/// attributes that they do not know. What was made is read back in any case.
/// </summary>
/// <param name="Name">Its name in the journal.</param>
/// <param name="Says">What it names, as the end of a sentence.</param>
public sealed record KeyTemplate(string Name, string Says)
{
    /// <summary>For tokens that allow everything where nothing is said.</summary>
    public static readonly KeyTemplate Full = new("full", "each usage of the private half, allowed or not, and those of the public half that are allowed");

    /// <summary>For tokens that do not know CKA_SIGN_RECOVER or CKA_DERIVE.</summary>
    public static readonly KeyTemplate Plain = new("plain", "signing, decrypting and unwrapping, allowed or not, and those usages of the public half that are allowed");

    /// <summary>For tokens that find the public half's usages by themselves, as tpm2-pkcs11 does.</summary>
    public static readonly KeyTemplate Private = new("private", "signing, decrypting and unwrapping of the private half, allowed or not, and nothing of the public half");

    /// <summary>For tokens that take only what is allowed.</summary>
    public static readonly KeyTemplate Needed = new("needed", "the usages of both halves that are allowed");

    /// <summary>For tokens that know no usages at all.</summary>
    public static readonly KeyTemplate Bare = new("bare", "no usage");

    /// <summary>All of them, in the order in which they are tried: first the one that says most.</summary>
    public static readonly IReadOnlyList<KeyTemplate> All = [Full, Plain, Private, Needed, Bare];

    /// <summary>The template of that name, as it stands in a record. Throws <see cref="JsonFormatException"/> for one that is not known.</summary>
    public static KeyTemplate Read(string name) => All.FirstOrDefault(each => each.Name == name) ?? throw new JsonFormatException($"the key template \"{name}\" is not known");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
