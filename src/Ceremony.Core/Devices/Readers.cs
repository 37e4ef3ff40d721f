namespace Ceremony.Core.Devices;

/// <summary>Who may read a new file, or look into a new folder. It holds from the first moment on: nothing is opened wide and closed later.</summary>
public enum Readers
{
    /// <summary>Everybody on the machine, as far as the umask lets them: 0644, folders 0755.</summary>
    Everybody,

    /// <summary>The account that runs the program alone, for what holds private keys or PINs: 0600, folders 0700.</summary>
    OwnerOnly,
}
