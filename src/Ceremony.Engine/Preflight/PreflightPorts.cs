using Ceremony.Core.Devices;

namespace Ceremony.Engine;

/// <summary>What is looked at before a ceremony begins.</summary>
/// <param name="Files">Files.</param>
/// <param name="Machine">Clock and network.</param>
/// <param name="OpenTokens">Opens the PKCS#11 tokens, afresh for each look: not every module notices by itself that a token came.</param>
/// <param name="Installation">Configuration, services and media of this machine.</param>
public sealed record PreflightPorts(IDurableFiles Files, IMachine Machine, Func<ITokens> OpenTokens, IInstallation Installation);
