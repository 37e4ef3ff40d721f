using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>Keys for tests. Making an RSA key takes longer than a whole test, so each token of a test finds those of the same place in another test.</summary>
internal static class SoftwareKeys
{
    private static readonly ConcurrentDictionary<(string Algorithm, string Token, int Number), Lazy<AsymmetricAlgorithm>> Made = new();

    public static AsymmetricAlgorithm Of(KeyAlgorithm algorithm, string token, int number) =>
        Made.GetOrAdd((algorithm.Name, token, number), _ => new Lazy<AsymmetricAlgorithm>(() => Make(algorithm))).Value;

    private static AsymmetricAlgorithm Make(KeyAlgorithm algorithm) =>
        algorithm.IsRsa ? RSA.Create(algorithm.Bits) : ECDsa.Create(ECCurve.CreateFromValue(algorithm.Curve!));
}
