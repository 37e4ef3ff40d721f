using System.Formats.Asn1;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Makes key pairs in a token and looks at those made.</summary>
internal sealed class KeyPairs(TokenCalls session, string called, string serial)
{
    private static readonly byte[] F4 = [1, 0, 1];

    /// <summary>
    /// Makes the pair and reads it back, whatever the token made of what was demanded: whoever asked for it compares. Throws <see cref="DeviceFault"/> with code <c>LabelTaken</c>, or <c>Unclear</c> where what was made
    /// is not one whole pair.
    /// </summary>
    public KeyReceipt Generate(GenerateKeyPair action)
    {
        KeyFaults.RefuseTaken(session, called, action.Label, action.Id);
        using IMechanism mechanism = session.Factories.MechanismFactory.Create(MechanismOf(action.Algorithm));
        KeyMaking.ByFirst(session, action.Templates, action.Label, action.Id, template =>
        {
            using AttributeTemplate publicHalf = KeyTemplates.PublicHalf(session, action, template);
            using AttributeTemplate privateHalf = KeyTemplates.PrivateHalf(session, action, template);
            AddParameters(publicHalf, action.Algorithm);
            session.GenerateKeyPair(mechanism, publicHalf.Attributes, privateHalf.Attributes, out IObjectHandle half, out IObjectHandle key);
            KeyMaking.SetId(session, action.Id, half, key);
        });
        return ReadBack(action) ?? throw Unclear(action, "neither half");
    }

    /// <summary>The receipt of a pair that is there, null where nothing of it is there; code <c>Unclear</c> where only a part is.</summary>
    public KeyReceipt? Inspect(GenerateKeyPair action) => ReadBack(action);

    private KeyReceipt? ReadBack(GenerateKeyPair action)
    {
        List<TokenObject> pieces = [.. ObjectReader.Called(session, action.Label, action.Id).Where(each => each.Class is "private" or "public")];
        if (pieces.Count == 0)
            return null;
        if (pieces is not [{ Class: "private" } privateHalf, { Class: "public", PublicKey: { } publicKey } publicHalf]
            || pieces.Any(each => each.Label != action.Label || each.Id != action.Id))
            throw Unclear(action, string.Join(", ", pieces.Select(each => $"{each.Class} \"{each.Label}\" {each.Id}")));

        RefuseStrangers(action);

        // The size is the public half's: not every token shows a modulus or a curve of the private one, though what it shows must agree.
        if (privateHalf.Algorithm != publicHalf.Algorithm && !IsFamilyOf(privateHalf.Algorithm, publicHalf.Algorithm))
            throw Unclear(action, $"a private half that is {privateHalf.Algorithm}, and a public half that is {publicHalf.Algorithm}");
        return new KeyReceipt(serial, action.Label, action.Id, publicHalf.Algorithm, publicKey, privateHalf.Attributes) { NotTold = NotTold.OfPair(session, ObjectReader.Find(session, CKO.CKO_PRIVATE_KEY, action.Id)[0]) };
    }

    private static bool IsFamilyOf(string family, string algorithm) => family.Length == 0 || algorithm.StartsWith($"{family}-", StringComparison.Ordinal);

    // A trial signature would show it too, but would be a use of the key that nobody agreed to. EC private keys do not show their point, and
    // DSA ones (PKCS#11 v2.40 §2.2.3) no more than their parameters.
    private void RefuseStrangers(GenerateKeyPair action)
    {
        if (action.Algorithm.Family == KeyFamily.Ec)
            return;

        (CKA shared, string plural) = action.Algorithm.IsRsa ? (CKA.CKA_MODULUS, "moduli") : (CKA.CKA_PRIME, "primes");
        byte[] ours = ObjectReader.Number(session, ObjectReader.Find(session, CKO.CKO_PRIVATE_KEY, action.Id)[0], shared);
        byte[] theirs = ObjectReader.Number(session, ObjectReader.Find(session, CKO.CKO_PUBLIC_KEY, action.Id)[0], shared);
        if (ours.Length > 0 && !ours.AsSpan().SequenceEqual(theirs))
            throw Unclear(action, $"two halves with different {plural}");
    }

    /// <summary>The mechanism that makes such pairs.</summary>
    public static CKM MechanismOf(KeyAlgorithm algorithm) => algorithm.Family switch
    {
        KeyFamily.Rsa => CKM.CKM_RSA_PKCS_KEY_PAIR_GEN,
        KeyFamily.Dsa => CKM.CKM_DSA_KEY_PAIR_GEN,
        _ => CKM.CKM_EC_KEY_PAIR_GEN,
    };

    /// <summary>Adds what the public half says of size, curve or domain.</summary>
    public void AddParameters(AttributeTemplate template, KeyAlgorithm algorithm)
    {
        switch (algorithm.Family)
        {
            case KeyFamily.Rsa:
                template.Add(CKA.CKA_MODULUS_BITS, (ulong)algorithm.Bits);
                template.Add(CKA.CKA_PUBLIC_EXPONENT, F4);
                break;
            case KeyFamily.Dsa:
                var domain = DsaParameters.Generate(session, called, algorithm);
                template.Add(CKA.CKA_PRIME, domain.Prime);
                template.Add(CKA.CKA_SUBPRIME, domain.Subprime);
                template.Add(CKA.CKA_BASE, domain.Base);
                break;
            default:
                var curve = new AsnWriter(AsnEncodingRules.DER);
                curve.WriteObjectIdentifier(algorithm.Curve!);
                template.Add(CKA.CKA_EC_PARAMS, curve.Encode());
                break;
        }
    }

    private DeviceFault Unclear(GenerateKeyPair action, string found) =>
        new("Unclear", $"{called} does not hold exactly one whole key pair \"{action.Label}\" with CKA_ID {action.Id}; it holds {found}: let the officers decide whether to remove what is there.");
}
