using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A key that may be destroyed: one of the key registry, or the boot kit's.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Token">The token that holds it.</param>
/// <param name="TokenSerial">The token's serial number; null where it was never recorded.</param>
/// <param name="Id">CKA_ID, lower-case hex.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo.</param>
/// <param name="Ca">The CA whose key it is, which is revoked; null where it is not the key of a CA.</param>
/// <param name="Procedures">The procedures that are bound to that CA.</param>
internal sealed record RetiredKey(string Key, TokenRef Token, string? TokenSerial, string Id, byte[] PublicKey, string? Ca, IReadOnlyList<string> Procedures)
{
    /// <summary>Finds it; a refusal where there is none, or where it may not be destroyed.</summary>
    public static (RetiredKey? Key, StepResult? Refusal) Find(Registry registry, string name)
    {
        if (registry.SecretKey(name) is not null)
            return (null, DestroyKeyRefusals.Secret(name));
        if (Of(registry, name) is not { } key)
            return (null, Refusals.Unknown("key", name));
        if (registry.IsDestroyed(name))
            return (null, DestroyKeyRefusals.Gone(name));

        return key.Ca is { } ca && !registry.IsRevoked(ca) ? (null, DestroyKeyRefusals.InUse(name, ca)) : (key, null);
    }

    private static RetiredKey? Of(Registry registry, string name)
    {
        if (registry.Key(name) is { } key)
        {
            string? ca = registry.Find<CaCreated>(each => each.Key == name)?.Ca;
            return new RetiredKey(name, key.Token, key.TokenSerial, key.Id, key.PublicKey, ca, ca is null ? [] : registry.ProceduresOf(ca));
        }

        return registry.Find<BootKitOpened>(each => each.Key == name) is { Token: { } token, KeyId: { } id } kit
            ? new RetiredKey(name, token, null, id, CertificateView.Read(kit.Certificate).PublicKey, kit.Ca, registry.ProceduresOf(kit.Ca))
            : null;
    }
}
