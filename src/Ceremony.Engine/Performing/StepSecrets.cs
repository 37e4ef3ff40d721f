using Ceremony.Core.Secrets;

namespace Ceremony.Engine;

/// <summary>PINs of soft tokens that a step learned, for its own later actions; wiped when the step ends.</summary>
internal sealed class StepSecrets : IDisposable
{
    private readonly Dictionary<string, Secret> _byFile = new(StringComparer.Ordinal);

    /// <summary>Keeps a copy.</summary>
    public void Keep(string file, Secret pin)
    {
        if (_byFile.Remove(file, out Secret? former))
        {
            former.Dispose();
        }

        _byFile.Add(file, pin.Copy());
    }

    /// <summary>A copy for the caller to wipe, or null where the step does not know it.</summary>
    public Secret? Find(string file) => _byFile.GetValueOrDefault(file)?.Copy();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Secret pin in _byFile.Values)
        {
            pin.Dispose();
        }
    }
}
