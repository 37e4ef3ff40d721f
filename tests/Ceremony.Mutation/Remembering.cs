namespace Ceremony.Mutation;

/// <summary>What lies under the verifier, made to remember: it is the same for every mutant.</summary>
internal static class Remembering
{
    private const string Given = "(byte[] publicKey, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, byte[] signature)\n    {";
    private const string Remember = "global::Ceremony.Mutation.Inside.Remember";

    /// <summary>The assembly Ceremony.Pki.</summary>
    public static byte[] Pki(string libraries)
    {
        var project = new MutatedProject("Ceremony.Pki", libraries, SwitchSource.Remember);
        project.Change(
            "src/Ceremony.Pki/Keys/Signatures.cs",
            "public static bool Verify" + Given,
            $"public static bool Verify{Given} string key = {Remember}.Key(publicKey, algorithm.ToString()!, bytes, signature);"
            + $" if (!{Remember}.Signatures.TryGetValue(key, out bool good)) {{ {Remember}.Signatures[key] = good = VerifyOnce(publicKey, algorithm, bytes, signature); }} return good; }}"
            + $" private static bool VerifyOnce{Given}");
        project.Change(
            "src/Ceremony.Pki/Certificates/CertificateView.cs",
            "Read(byte[] der) => Pki.Der.Read(\"a certificate\", () => new CertificateView(der, CertificateParts.Read(der)));",
            $"Read(byte[] der) => {Remember}.Once(der, () => Pki.Der.Read(\"a certificate\", () => new CertificateView(der, CertificateParts.Read(der))));");
        return project.Compile([], 1);
    }
}
